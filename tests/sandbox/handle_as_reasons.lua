-- stopped by: error: a list or map of the input expected, got null
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- null is no list
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    len(null)
    pass()
  end,
}
