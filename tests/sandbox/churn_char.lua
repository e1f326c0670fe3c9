-- stopped by: rule_instructions
-- costs: 2000 k instructions, 23 KiB held, 7832 KiB allocated
-- letters without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do string.char(65, 66, 67, 68) end
  end,
}
