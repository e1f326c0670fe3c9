-- stopped by: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
-- more results than a stack holds
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.unpack({}, 1, 1 << 40)
    pass()
  end,
}
