-- stopped by: error: a resource expected, got an account
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an account has no home Region
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    home(account)
    pass()
  end,
}
