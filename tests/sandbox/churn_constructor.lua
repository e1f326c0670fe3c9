-- stopped by: rule_instructions
-- at most: 4096 k instructions, 64 KiB held, 32768 KiB allocated
-- unpacking into new tables
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 200 do t[i] = i end
    while true do local n = { table.unpack(t) } end
  end,
}
