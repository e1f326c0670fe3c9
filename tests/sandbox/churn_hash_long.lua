-- stopped by: rule_allocated
-- at most: 2048 k instructions, 2048 KiB held, 131072 KiB allocated
-- long strings as keys, each a new one
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local a, t = ("x"):rep(250000), {}
    while true do local n = t[a .. "1"] end
  end,
}
