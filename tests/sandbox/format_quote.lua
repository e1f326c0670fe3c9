-- stopped by: error: there is no conversion '%q'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- not needed
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.format("%q", 1)
    pass()
  end,
}
