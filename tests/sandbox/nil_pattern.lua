-- stopped by: error: there are no patterns. Use find
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a function of Lua that takes a pattern
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("abc"):gsub("b", "")
  end,
}
