-- stopped by: rule_instructions
-- costs: 2000 k instructions, 23 KiB held, 15625 KiB allocated
-- a collection again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do account:all("Test::Thing", { closed_world = true }) end
  end,
}
