-- stopped by: error: field 'move'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a loop in C over any range
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.move({}, 1, 1 << 40, 2)
    pass()
  end,
}
