-- stopped by: error: the text of a finding has
-- costs: 3 k instructions, 21 KiB held, 34 KiB allocated
-- a text without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    fail(account, nil, ("x"):rep(3000))
  end,
}
