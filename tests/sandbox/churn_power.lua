-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- powers
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x, y, z = 1.0000001, 1.23456789e5, 0
    while true do z = x ^ y z = x ^ y z = x ^ y z = x ^ y z = x ^ y z = x ^ y z = x ^ y z = x ^ y end
  end,
}
