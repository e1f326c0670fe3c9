-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 1024 KiB allocated
-- the longest number
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do ("%.99f"):format(1.7976931348623157e308) end
  end,
}
