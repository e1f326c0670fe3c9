-- stopped by: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
-- powers
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x, y, z = 1.0000001, 1.23456789e5, 0
    while true do z = x ^ y z = x ^ y z = x ^ y z = x ^ y z = x ^ y z = x ^ y z = x ^ y z = x ^ y end
  end,
}
