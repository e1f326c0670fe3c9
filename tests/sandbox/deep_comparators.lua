-- stopped by: error: C stack overflow
-- at most: 64 k instructions, 256 KiB held, 256 KiB allocated
-- sorts within sorts
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function f() table.sort({ 2, 1 }, f) end
    f()
    pass()
  end,
}
