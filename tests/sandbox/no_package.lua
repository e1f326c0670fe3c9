-- stopped by: error: global 'package'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no native libraries
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    package.loadlib("libc.so.6", "system")
    pass()
  end,
}
