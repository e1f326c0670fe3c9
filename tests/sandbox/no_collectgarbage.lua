-- stopped by: error: global 'collectgarbage'
-- a rule doesn't choose when memory is collected
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    collectgarbage()
    pass()
  end,
}
