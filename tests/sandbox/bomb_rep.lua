-- stopped by: the limit of 1048576 bytes for one string
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- one call, one terabyte
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.rep("x", 1 << 40)
    pass()
  end,
}
