-- stopped by: error: call it as thing:all(TYPE)
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a method of something else
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account.all(null, "Test::Thing")
  end,
}
