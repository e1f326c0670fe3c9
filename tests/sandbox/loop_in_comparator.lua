-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- a comparing function without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.sort({ 3, 2, 1 }, function() while true do end end)
    pass()
  end,
}
