-- stopped by: error: the text of a finding has 100000 bytes
-- costs: 106 k instructions, 207 KiB held, 195 KiB allocated
-- a message as long as a book
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    fail(account, nil, ("x"):rep(100000))
    pass()
  end,
}
