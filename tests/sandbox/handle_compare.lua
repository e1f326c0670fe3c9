-- stopped by: error: attempt to compare
-- handles have no order
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = account < account
    pass()
  end,
}
