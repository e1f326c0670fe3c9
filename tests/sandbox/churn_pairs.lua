-- stopped by: rule_instructions
-- at most: 4096 k instructions, 256 KiB held, 4096 KiB allocated
-- sorting in C, again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 1000 do t[i] = i end
    while true do pairs(t) end
    pass()
  end,
}
