-- stopped by: error: a handle expected
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- nor about null
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    fail(null, nil, "x")
  end,
}
