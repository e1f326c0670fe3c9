-- stopped by: error: field 'dump'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no compiled code
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.dump(function() end)
    pass()
  end,
}
