-- stopped by: error: too many
-- at most: 512 k instructions, 512 KiB held, 256 KiB allocated
-- a result for each byte
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.byte(("x"):rep(100000), 1, -1)
    pass()
  end,
}
