-- stopped by: error: global 'coroutine'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no second stack
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    coroutine.wrap(function() while true do end end)()
    pass()
  end,
}
