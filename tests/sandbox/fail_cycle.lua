-- stopped by: error: a string, number or boolean expected
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an argument that holds itself
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    t.t = t
    fail(account, nil, "{t}", t)
  end,
}
