-- stopped by: error: global '_G'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the globals are no value
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    _G.x = 1
    pass()
  end,
}
