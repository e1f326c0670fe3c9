-- stopped by: error: attempt to call a nil value (method 'gsub')
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a method that was taken out
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("x"):gsub("x", "y")
  end,
}
