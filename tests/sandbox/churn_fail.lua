-- stopped by: max_findings
-- costs: 1550 k instructions, 24 KiB held, 4697 KiB allocated
-- findings without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do fail(account, nil, "{a}", { a = ("x"):rep(100) }) end
  end,
}
