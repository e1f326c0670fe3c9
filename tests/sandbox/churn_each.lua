-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 8192 KiB allocated
-- iterators without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do for thing in each(account:all("Test::Thing")) do break end end
  end,
}
