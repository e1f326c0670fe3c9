-- stopped by: error: field 'gsub'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no patterns
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.gsub("a", "a", "b")
    pass()
  end,
}
