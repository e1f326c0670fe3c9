-- stopped by: the limit of 1048576 bytes for one string
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the separator counts too
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.rep("", 1 << 30, "xy")
    pass()
  end,
}
