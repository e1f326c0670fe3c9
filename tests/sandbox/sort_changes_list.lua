-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a comparing function that changes the list under the sort
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 50 do t[i] = 50 - i end
    table.sort(t, function(a, b)
      for i = 1, 60 do t[i] = nil end
      return a < b
    end)
    assert(#t == 50 and t[1] == 0 and t[50] == 49)
    pass()
  end,
}
