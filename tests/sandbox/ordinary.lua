-- stopped by: pass
-- at most: 128 k instructions, 128 KiB held, 128 KiB allocated
-- a rule that means no harm
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 1000 do table.insert(t, i % 7 .. "") end
    table.sort(t)
    assert(#table.concat(t, ",") == 1999)
    pass()
  end,
}
