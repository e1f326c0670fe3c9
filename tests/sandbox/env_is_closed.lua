-- stopped by: error: the global variable 'x' is assigned
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a check keeps nothing for the next one in globals
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    x = 1
    pass()
  end,
}
