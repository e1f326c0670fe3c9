-- stopped by: error: can't be changed
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- what was read is immutable
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account.id = "0"
    pass()
  end,
}
