-- stopped by: error: global 'settle'
-- only a library looks at an unknown without leaving
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    settle(function() end)
    pass()
  end,
}
