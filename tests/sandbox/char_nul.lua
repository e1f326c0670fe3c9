-- stopped by: error: a byte from 1 to 255
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- comparing strings full of NUL is slow beyond any budget
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.char(0)
    pass()
  end,
}
