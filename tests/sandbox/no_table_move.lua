-- stopped by: error: field 'move'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a loop in C over any range
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.move({}, 1, 1 << 40, 2)
    pass()
  end,
}
