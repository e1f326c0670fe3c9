-- stopped by: rule_instructions
-- at most: 4096 k instructions, 1024 KiB held, 1024 KiB allocated
-- bytes without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("x"):rep(10000)
    while true do s:byte(1, -1) end
  end,
}
