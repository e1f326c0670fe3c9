-- stopped by: rule_instructions
-- at most: 4096 k instructions, 4096 KiB held, 4096 KiB allocated
-- long strings as keys: equal ones are compared to their end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local a, t = ("x"):rep(500000), {}
    t[a] = 1
    local b, n = ("x"):rep(250000) .. ("x"):rep(250000), 0
    while true do n = t[b] end
  end,
}
