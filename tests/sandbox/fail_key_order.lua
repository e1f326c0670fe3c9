-- stopped by: error: the arguments have names
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- arguments without names
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    fail(account, nil, "x", { 1, 2 })
  end,
}
