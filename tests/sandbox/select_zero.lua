-- stopped by: error: index out of range
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- argument nothing
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    select(0, 1)
  end,
}
