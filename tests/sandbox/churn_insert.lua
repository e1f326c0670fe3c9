-- stopped by: rule_instructions
-- at most: 4096 k instructions, 64 KiB held, 128 KiB allocated
-- inserting at the front
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    while true do table.insert(t, 1, 1) end
  end,
}
