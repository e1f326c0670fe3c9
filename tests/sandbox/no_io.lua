-- stopped by: error: global 'io'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no files
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    io.open("/etc/passwd")
    pass()
  end,
}
