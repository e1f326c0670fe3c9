-- stopped by: error: arguments are more than 32
-- costs: 16 k instructions, 134 KiB held, 188 KiB allocated
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
