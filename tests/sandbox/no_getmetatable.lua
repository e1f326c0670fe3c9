-- stopped by: error: global 'getmetatable'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the metatable of strings is everybody's
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    getmetatable("").__index = nil
    pass()
  end,
}
