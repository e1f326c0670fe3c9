-- stopped by: error: C stack overflow
-- at most: 32 k instructions, 128 KiB held, 256 KiB allocated
-- sorts within questions within sorts
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local list = account:all("Test::Thing")
    local f
    local function g() return any(list, f) end
    function f() table.sort({ 2, 1 }, g) return false end
    f()
  end,
}
