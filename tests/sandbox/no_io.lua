-- stopped by: error: global 'io'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no files
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    io.open("/etc/passwd")
    pass()
  end,
}
