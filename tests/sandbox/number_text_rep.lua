-- stopped by: error: number expected, got string
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- nor is a count
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("x"):rep("1000")
    pass()
  end,
}
