-- stopped by: rule_instructions
-- costs: 2000 k instructions, 44 KiB held, 64 KiB allocated
-- inserting at the front
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    while true do table.insert(t, 1, 1) end
  end,
}
