-- stopped by: error: the text of a finding has 100000 bytes
-- at most: 256 k instructions, 512 KiB held, 256 KiB allocated
-- a message as long as a book
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    fail(account, nil, ("x"):rep(100000))
    pass()
  end,
}
