-- stopped by: rule_instructions
-- at most: 4096 k instructions, 256 KiB held, 2048 KiB allocated
-- numbers as texts in one call
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 1000 do t[i] = 1.7976931348623157e308 / i end
    while true do table.concat(t) end
  end,
}
