-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- 2^40 times nothing is done at once
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert((""):rep(1 << 40) == "")
    pass()
  end,
}
