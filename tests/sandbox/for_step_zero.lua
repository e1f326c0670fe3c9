-- stopped by: error: 'for' step is zero
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a loop that does not move
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    for i = 1, 2, 0 do end
    pass()
  end,
}
