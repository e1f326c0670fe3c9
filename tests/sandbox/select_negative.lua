-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- from the end, and none
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert(select("#") == 0 and select("#", nil, nil) == 2 and select(-1, 1, 2, 3) == 3 and select(9, 1) == nil)
    pass()
  end,
}
