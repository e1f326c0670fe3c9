-- stopped by: error: global 'try'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- only a library looks at an unknown without leaving
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    try(function() end)
    pass()
  end,
}
