-- stopped by: rule_instructions
-- costs: 2000 k instructions, 24 KiB held, 1561 KiB allocated
-- the longest number
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do ("%.99f"):format(1.7976931348623157e308) end
  end,
}
