-- stopped by: error: can't be changed
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- what was read is immutable
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account.id = "0"
    pass()
  end,
}
