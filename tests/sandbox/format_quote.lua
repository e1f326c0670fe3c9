-- stopped by: error: there is no conversion '%q'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- not needed
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.format("%q", 1)
    pass()
  end,
}
