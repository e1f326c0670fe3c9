-- stopped by: error: global 'debug'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no way to take the hook off
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    debug.sethook()
    pass()
  end,
}
