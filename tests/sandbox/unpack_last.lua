-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the last places that there are
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local a, b = table.unpack({}, math.maxinteger - 1, math.maxinteger)
    assert(a == nil and b == nil and table.unpack({}, math.maxinteger, math.mininteger) == nil)
    pass()
  end,
}
