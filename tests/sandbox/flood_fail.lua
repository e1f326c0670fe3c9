-- stopped by: max_findings
-- costs: 170 k instructions, 21 KiB held, 34 KiB allocated
-- findings without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do fail(account, nil, "again") end
    pass()
  end,
}
