-- stopped by: error: field 'random'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- the same input, the same result
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    math.random()
    pass()
  end,
}
