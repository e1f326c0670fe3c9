-- stopped by: error: field 'gsub'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no patterns
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.gsub("a", "a", "b")
    pass()
  end,
}
