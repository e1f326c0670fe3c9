-- stopped by: error: global 'setmetatable'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a finalizer runs while the hook is off
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    setmetatable({}, { __gc = function() while true do end end })
    pass()
  end,
}
