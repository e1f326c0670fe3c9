-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- the dearest of divisions
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x, n = 1e308, 5e-324
    while true do local y = x % n y = x % n y = x % n y = x % n y = x % n y = x % n y = x % n y = x % n end
  end,
}
