-- stopped by: pass
-- at most: 256 k instructions, 512 KiB held, 512 KiB allocated
-- numbers as keys that nobody chose to collide cost no more than others
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t, n = {}, 0
    for i = 1, 5000 do t[i * 7919 % 1000003] = i end
    for i = 1, 5000 do n = n + (t[i * 7919 % 1000003] or 0) end
    assert(n == 12502500)
    pass()
  end,
}
