-- stopped by: error: a byte from 1 to 255
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- comparing strings full of NUL is slow beyond any budget
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.char(0)
    pass()
  end,
}
