-- stopped by: rule_instructions
-- at most: 4096 k instructions, 64 KiB held, 64 KiB allocated
-- copying many arguments again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function drop() end
    local function pass_on(...) while true do drop(...) drop(...) drop(...) end end
    local list = {}
    for i = 1, 250 do list[i] = i end
    pass_on(table.unpack(list))
  end,
}
