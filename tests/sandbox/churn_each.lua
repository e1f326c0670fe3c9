-- stopped by: rule_instructions
-- costs: 2000 k instructions, 24 KiB held, 12500 KiB allocated
-- iterators without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do for thing in each(account:all("Test::Thing")) do break end end
  end,
}
