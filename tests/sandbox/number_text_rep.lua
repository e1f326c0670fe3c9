-- stopped by: error: number expected, got string
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- nor is a count
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("x"):rep("1000")
    pass()
  end,
}
