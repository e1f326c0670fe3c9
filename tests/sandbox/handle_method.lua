-- stopped by: error: an account has id, partition, planned, exported and all()
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a method that there is not
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account:__index()
  end,
}
