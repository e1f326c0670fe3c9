-- stopped by: error: attempt to call a nil value (method 'dump')
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- and one more
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("x"):dump()
  end,
}
