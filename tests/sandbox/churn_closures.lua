-- stopped by: rule_instructions
-- costs: 2000 k instructions, 24 KiB held, 39081 KiB allocated
-- garbage of functions
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x = 1
    while true do local f = function() return x end end
    pass()
  end,
}
