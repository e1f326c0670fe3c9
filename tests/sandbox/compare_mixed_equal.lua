-- stopped by: pass
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a number and a text are never equal
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert(1 ~= "1" and "1" ~= 1 and null ~= nil and null ~= false)
    pass()
  end,
}
