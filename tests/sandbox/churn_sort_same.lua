-- stopped by: rule_instructions
-- at most: 4096 k instructions, 2048 KiB held, 2048 KiB allocated
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
