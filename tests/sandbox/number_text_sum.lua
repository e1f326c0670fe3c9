-- stopped by: error: attempt to perform arithmetic on a string
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- nor in a sum
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = "10" + 1
    pass()
  end,
}
