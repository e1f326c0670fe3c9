-- stopped by: error: global 'getmetatable'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- the metatable of strings is everybody's
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    getmetatable("").__index = nil
    pass()
  end,
}
