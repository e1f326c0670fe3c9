-- stopped by: error: attempt to perform arithmetic on a string
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- nor in a sum
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = "10" + 1
    pass()
  end,
}
