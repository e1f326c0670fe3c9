-- stopped by: error: attempt to perform 'n%
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- its rest
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local n = 1 % 0
    pass()
  end,
}
