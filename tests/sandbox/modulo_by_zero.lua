-- stopped by: error: attempt to perform 'n%
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- its rest
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local n = 1 % 0
    pass()
  end,
}
