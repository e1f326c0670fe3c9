-- stopped by: rule_instructions
-- at most: 4096 k instructions, 4096 KiB held, 4096 KiB allocated
-- digits without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("1"):rep(1000000)
    while true do tonumber(s, 2) end
    pass()
  end,
}
