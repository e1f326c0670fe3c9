-- stopped by: pass
-- at most: 32 k instructions, 64 KiB held, 64 KiB allocated
-- a comparing function that contradicts itself: sorting ends all the same
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 200 do t[i] = i % 7 end
    table.sort(t, function() return true end)
    table.sort(t, function(a, b) return a <= b end)
    assert(#t == 200)
    pass()
  end,
}
