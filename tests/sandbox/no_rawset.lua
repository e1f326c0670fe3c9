-- stopped by: error: global 'rawset'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no way past a metatable
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    rawset({}, 1, 2)
    pass()
  end,
}
