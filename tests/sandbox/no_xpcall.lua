-- stopped by: error: global 'xpcall'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a message handler runs while the hook is off
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    xpcall(function() while true do end end, function() while true do end end)
    pass()
  end,
}
