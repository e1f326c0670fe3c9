-- stopped by: rule_instructions
-- at most: 4096 k instructions, 1024 KiB held, 2048 KiB allocated
-- the greatest of thousands of arguments
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local list = {}
    for i = 1, 9000 do list[i] = i end
    while true do local _ = math.max(table.unpack(list)) end
  end,
}
