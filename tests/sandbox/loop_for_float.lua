-- stopped by: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
-- a loop whose step is lost in its bound
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    for i = 1e300, math.huge, 1 do end
    pass()
  end,
}
