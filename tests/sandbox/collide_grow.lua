-- stopped by: rule_instructions
-- at most: 4096 k instructions, 2048 KiB held, 2048 KiB allocated
-- adding key after key to one chain
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, math.maxinteger do t[i * 65535] = i end
  end,
}
