-- stopped by: rule_live
-- costs: 1607 k instructions, 26 KiB held, 2913 KiB allocated
-- remarks without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do note(account, nil, "{a}{a}{a}{a}{a}{a}", { a = ("x"):rep(1024) }) end
  end,
}
