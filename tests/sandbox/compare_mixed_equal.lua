-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a number and a text are never equal
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert(1 ~= "1" and "1" ~= 1 and null ~= nil and null ~= false)
    pass()
  end,
}
