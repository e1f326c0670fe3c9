-- stopped by: error: a resource expected, got an account
-- an account has no home Region
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    home(account)
    pass()
  end,
}
