-- stopped by: rule_instructions
-- costs: 2000 k instructions, 1020 KiB held, 1042 KiB allocated
-- sorting a list of one long string: equal, and compared to its end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s, t = ("x"):rep(500000), {}
    for i = 1, 1000 do t[i] = s end
    table.sort(t)
    pass()
  end,
}
