-- stopped by: error: global 'setmetatable'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a finalizer runs while the hook is off
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    setmetatable({}, { __gc = function() while true do end end })
    pass()
  end,
}
