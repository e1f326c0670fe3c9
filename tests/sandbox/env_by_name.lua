-- stopped by: error: the global variable 'y' is assigned
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- _ENV is the same table
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    _ENV.y = 1
    pass()
  end,
}
