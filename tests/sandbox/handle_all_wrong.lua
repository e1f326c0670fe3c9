-- stopped by: error: call it as region:all(TYPE) or account:all(TYPE)
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a method of something else
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account.all(null, "Test::Thing")
  end,
}
