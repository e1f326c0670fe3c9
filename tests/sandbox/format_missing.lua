-- stopped by: error: bad argument
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a conversion without its argument
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("%s%s"):format("a")
  end,
}
