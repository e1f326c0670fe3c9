-- stopped by: error: global 'debug'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no way to take the hook off
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    debug.sethook()
    pass()
  end,
}
