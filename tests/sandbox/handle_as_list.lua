-- stopped by: error: a list or map of the input expected
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an account is no list
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    for x in each(account) do end
    pass()
  end,
}
