-- stopped by: error: global 'package'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no native libraries
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    package.loadlib("libc.so.6", "system")
    pass()
  end,
}
