-- stopped by: rule_instructions
-- at most: 4096 k instructions, 1024 KiB held, 2048 KiB allocated
-- unpacking without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 10000 do t[i] = i end
    while true do table.unpack(t) end
  end,
}
