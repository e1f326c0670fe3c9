-- stopped by: error: requires itself
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a cycle of libraries
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    require("ouroboros")
    pass()
  end,
}
