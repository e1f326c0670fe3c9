-- stopped by: error: field 'dump'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no compiled code
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.dump(function() end)
    pass()
  end,
}
