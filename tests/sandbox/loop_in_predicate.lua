-- stopped by: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
-- a predicate without end: no Kleene function catches a budget
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    any(account:all("Test::Thing"), function() while true do end end)
    pass()
  end,
}
