-- stopped by: error: attempt to call a nil value
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- the environment of the file, replaced
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    _ENV = {}
    pass()
  end,
}
