-- stopped by: error: the arguments have names
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- arguments without names
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    fail(account, nil, "x", { 1, 2 })
  end,
}
