-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a loop that would have to pass the largest integer ends there
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local n = 0
    for i = math.maxinteger - 1, math.maxinteger do n = n + 1 end
    assert(n == 2)
    pass()
  end,
}
