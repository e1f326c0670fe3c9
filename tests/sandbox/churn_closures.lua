-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 8192 KiB allocated
-- garbage of functions
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x = 1
    while true do local f = function() return x end end
    pass()
  end,
}
