-- stopped by: error: there is no conversion
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a width of three digits
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("%100d"):format(1)
  end,
}
