-- stopped by: error: global 'debug'
-- no way to take the hook off
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    debug.sethook()
    pass()
  end,
}
