-- stopped by: error: there is no conversion '%p'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no address is ever shown
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.format("%p", {})
    pass()
  end,
}
