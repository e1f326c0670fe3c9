-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- numbers that are no numbers: sorting ends
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local nan, t = 0 / 0, {}
    for i = 1, 100 do t[i] = i % 3 == 0 and nan or 100 - i end
    table.sort(t)
    assert(#t == 100)
    pass()
  end,
}
