-- stopped by: error: a list or map of the input expected
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an account is no list
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    for x in each(account) do end
    pass()
  end,
}
