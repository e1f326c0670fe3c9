-- stopped by: error: too many
-- costs: 206 k instructions, 207 KiB held, 195 KiB allocated
-- a result for each byte
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.byte(("x"):rep(100000), 1, -1)
    pass()
  end,
}
