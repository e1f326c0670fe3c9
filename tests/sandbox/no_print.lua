-- stopped by: error: global 'print'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no output of its own
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    print("x")
    pass()
  end,
}
