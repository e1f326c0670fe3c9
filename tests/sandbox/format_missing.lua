-- stopped by: error: bad argument
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a conversion without its argument
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("%s%s"):format("a")
  end,
}
