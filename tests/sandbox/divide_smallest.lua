-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the smallest integer by -1, which traps where it is not looked after
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local low, one = math.mininteger, -1
    assert(low // one == low and low % one == 0 and -low == low)
    assert(1 << 64 == 0 and 1 << -64 == 0 and 1 >> 1000 == 0 and 1 << math.mininteger == 0)
    pass()
  end,
}
