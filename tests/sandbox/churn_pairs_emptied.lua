-- stopped by: rule_instructions
-- at most: 4096 k instructions, 4096 KiB held, 8192 KiB allocated
-- walking a large table of which nothing is left
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 130000 do t[i] = 1 end
    for i = 1, 130000 do t[i] = nil end
    while true do pairs(t) end
  end,
}
