-- stopped by: rule_instructions
-- costs: 2000 k instructions, 1965 KiB held, 1953 KiB allocated
-- digits without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("1"):rep(1000000)
    while true do tonumber(s, 2) end
    pass()
  end,
}
