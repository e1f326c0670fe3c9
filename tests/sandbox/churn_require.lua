-- stopped by: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
-- a library again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do require "empty" end
  end,
}
