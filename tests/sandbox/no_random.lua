-- stopped by: error: field 'random'
-- the same input, the same result
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    math.random()
    pass()
  end,
}
