-- stopped by: error: global 'os'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no clock, no programs
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    os.execute("true")
    pass()
  end,
}
