-- stopped by: error: C stack overflow
-- costs: 1 k instructions, 82 KiB held, 125 KiB allocated
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
