-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 4096 KiB allocated
-- letters without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do string.char(65, 66, 67, 68) end
  end,
}
