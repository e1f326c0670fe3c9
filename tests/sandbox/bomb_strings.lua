-- stopped by: rule_live
-- at most: 4096 k instructions, 8192 KiB held, 16384 KiB allocated
-- many strings
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 1 << 40 do t[i] = ("x"):rep(100, "0123456789012345678901234567890123456789") .. i end
    pass()
  end,
}
