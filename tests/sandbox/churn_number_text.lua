-- stopped by: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
-- numbers with many digits, as texts, without allocating anything new
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x, y = 1.7976931348623157e308, 3.3e-300
    while true do local s = x .. y s = x .. y s = x .. y s = x .. y s = x .. y s = x .. y end
  end,
}
