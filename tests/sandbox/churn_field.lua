-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- a field again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    for thing in each(account:all("Test::Thing")) do
      while true do local n = thing.Id end
    end
  end,
}
