-- stopped by: error: attempt to call a nil value (method 'gsub')
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a method that was taken out
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("x"):gsub("x", "y")
  end,
}
