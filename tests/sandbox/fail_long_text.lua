-- stopped by: error: the text of a finding has
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a text without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    fail(account, nil, ("x"):rep(3000))
  end,
}
