-- stopped by: max_findings
-- at most: 256 k instructions, 32 KiB held, 64 KiB allocated
-- findings without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do fail(account, nil, "again") end
    pass()
  end,
}
