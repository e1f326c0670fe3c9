-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- constants and closing nothing
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local a <const>, b <close> = 1, nil
    do local c <close> = false end
    assert(a == 1 and b == nil)
    pass()
  end,
}
