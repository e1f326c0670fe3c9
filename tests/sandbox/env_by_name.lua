-- stopped by: error: the global variable 'y' is assigned
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- _ENV is the same table
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    _ENV.y = 1
    pass()
  end,
}
