-- stopped by: error: the global variable 'x' is assigned
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a check keeps nothing for the next one in globals
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    x = 1
    pass()
  end,
}
