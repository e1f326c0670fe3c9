-- stopped by: error: requires itself
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a cycle of libraries
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    require("ouroboros")
    pass()
  end,
}
