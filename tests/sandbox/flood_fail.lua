-- stopped by: max_findings
-- findings without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do fail(account, nil, "again") end
    pass()
  end,
}
