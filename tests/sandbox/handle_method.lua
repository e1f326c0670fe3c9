-- stopped by: error: an account has id, planned and all()
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a method that there is not
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account:__index()
  end,
}
