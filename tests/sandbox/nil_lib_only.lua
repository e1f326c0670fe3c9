-- stopped by: error: only files below lib/ can call it
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a function that only libraries have
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    read(account, "id")
  end,
}
