-- stopped by: error: there is no conversion
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a width of three digits is none
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.format("%999d", 1)
    pass()
  end,
}
