-- stopped by: error: arguments exceed the limit of 32
-- at most: 128 k instructions, 256 KiB held, 256 KiB allocated
-- arguments without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 1000 do t["a" .. i] = i end
    fail(account, nil, "x", t)
    pass()
  end,
}
