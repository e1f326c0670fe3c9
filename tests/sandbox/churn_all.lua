-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 4096 KiB allocated
-- a collection again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do account:all("Test::Thing", { closed_world = true }) end
  end,
}
