-- stopped by: error: global 'print'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no output of its own
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    print("x")
    pass()
  end,
}
