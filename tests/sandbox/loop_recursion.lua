-- stopped by: rule_live
-- costs: 1724 k instructions, 3210 KiB held, 3838 KiB allocated
-- recursion without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function f() return 1 + f() end
    f()
    pass()
  end,
}
