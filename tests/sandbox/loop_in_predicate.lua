-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- a predicate without end: no Kleene function catches a budget
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    any(account:all("Test::Thing"), function() while true do end end)
    pass()
  end,
}
