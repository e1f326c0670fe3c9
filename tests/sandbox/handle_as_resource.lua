-- stopped by: error: a resource expected, got an account
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an account has no home Region
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    home(account)
    pass()
  end,
}
