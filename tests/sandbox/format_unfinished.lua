-- stopped by: error: there is no conversion
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a conversion that ends nowhere
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("%"):format(1)
  end,
}
