-- stopped by: max_findings
-- at most: 256 k instructions, 32 KiB held, 64 KiB allocated
-- remarks without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do note(account, nil, "again") end
    pass()
  end,
}
