-- stopped by: error: global 'next'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the order of next depends on addresses
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    next({})
    pass()
  end,
}
