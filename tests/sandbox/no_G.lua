-- stopped by: error: global '_G'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- the globals are no value
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    _G.x = 1
    pass()
  end,
}
