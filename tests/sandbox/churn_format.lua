-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 2048 KiB allocated
-- formats
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do string.format("%99s%99d%99.99f", "x", 1, 1.5) end
    pass()
  end,
}
