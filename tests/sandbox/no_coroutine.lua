-- stopped by: error: global 'coroutine'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no second stack
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    coroutine.wrap(function() while true do end end)()
    pass()
  end,
}
