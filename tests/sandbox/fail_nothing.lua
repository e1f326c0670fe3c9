-- stopped by: error: a handle expected
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a finding about nothing
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    fail(nil, nil, "x")
  end,
}
