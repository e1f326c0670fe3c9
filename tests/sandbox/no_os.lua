-- stopped by: error: global 'os'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no clock, no programs
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    os.execute("true")
    pass()
  end,
}
