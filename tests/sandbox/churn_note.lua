-- stopped by: rule_live
-- at most: 4096 k instructions, 32 KiB held, 4096 KiB allocated
-- remarks without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do note(account, nil, "{a}{a}{a}{a}{a}{a}", { a = ("x"):rep(1024) }) end
  end,
}
