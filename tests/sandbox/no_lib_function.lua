-- stopped by: error: global 'settle'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- only a library looks at an unknown without leaving
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    settle(function() end)
    pass()
  end,
}
