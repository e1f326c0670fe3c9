-- stopped by: error: global 'rawset'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no way past a metatable
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    rawset({}, 1, 2)
    pass()
  end,
}
