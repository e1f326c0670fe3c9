-- stopped by: rule_instructions
-- at most: 4096 k instructions, 256 KiB held, 256 KiB allocated
-- integer keys of which all have the same place in a table
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 4000 do t[i * 4095] = i end
    while true do local _ = t[4095 * 5000] end
  end,
}
