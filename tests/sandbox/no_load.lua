-- stopped by: error: global 'load'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no code but that of the file
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    load("while true do end")()
    pass()
  end,
}
