-- stopped by: error: global 'load'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no code but that of the file
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    load("while true do end")()
    pass()
  end,
}
