-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- what is a number and what is none
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert(tonumber("0x") == nil and tonumber("1e") == nil and tonumber("") == nil and tonumber(" ") == nil)
    assert(tonumber("inf") == nil and tonumber("nan") == nil and tonumber("0x1p4") == 16.0 and tonumber("1 1") == nil)
    assert(tonumber("9223372036854775808") == 2^63 and tonumber("z", 36) == 35 and tonumber("8", 8) == nil)
    assert(tonumber("-", 10) == nil and tonumber("ff", 16) == 255 and tonumber({}) == nil)
    assert(math.tointeger(2^63) == nil and math.tointeger("1") == nil and math.tointeger(3.0) == 3)
    assert(math.floor(-0.5) == -1 and math.floor(1e300) == 1e300)
    pass()
  end,
}
