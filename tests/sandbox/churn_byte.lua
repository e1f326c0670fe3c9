-- stopped by: rule_instructions
-- costs: 2000 k instructions, 500 KiB held, 490 KiB allocated
-- bytes without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("x"):rep(10000)
    while true do s:byte(1, -1) end
  end,
}
