-- stopped by: error: global 'collectgarbage'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a rule doesn't choose when memory is collected
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    collectgarbage()
    pass()
  end,
}
