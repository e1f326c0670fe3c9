-- stopped by: error: there is no conversion '%p'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no address is ever shown
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.format("%p", {})
    pass()
  end,
}
