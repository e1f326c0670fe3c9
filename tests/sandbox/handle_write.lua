-- stopped by: error: can't be changed
-- what was read is immutable
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account.id = "0"
    pass()
  end,
}
