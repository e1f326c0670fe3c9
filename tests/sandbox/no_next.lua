-- stopped by: error: global 'next'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- the order of next depends on addresses
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    next({})
    pass()
  end,
}
