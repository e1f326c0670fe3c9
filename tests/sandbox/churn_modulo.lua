-- stopped by: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
-- the dearest of divisions
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x, n = 1e308, 5e-324
    while true do local y = x % n y = x % n y = x % n y = x % n y = x % n y = x % n y = x % n y = x % n end
  end,
}
