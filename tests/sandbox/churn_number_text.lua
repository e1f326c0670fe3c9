-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- numbers with many digits, as texts, without allocating anything new
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x, y = 1.7976931348623157e308, 3.3e-300
    while true do local s = x .. y s = x .. y s = x .. y s = x .. y s = x .. y s = x .. y end
  end,
}
