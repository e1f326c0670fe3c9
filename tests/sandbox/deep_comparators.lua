-- stopped by: error: C stack overflow
-- costs: 1 k instructions, 108 KiB held, 115 KiB allocated
-- sorts within sorts
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function f() table.sort({ 2, 1 }, f) end
    f()
    pass()
  end,
}
