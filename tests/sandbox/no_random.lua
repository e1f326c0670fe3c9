-- stopped by: error: field 'random'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the same input, the same result
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    math.random()
    pass()
  end,
}
