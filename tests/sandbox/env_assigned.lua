-- stopped by: error: attempt to call a nil value
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the environment of the file, replaced
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    _ENV = {}
    pass()
  end,
}
