-- stopped by: error: requires itself
-- a cycle of libraries
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    require("ouroboros")
    pass()
  end,
}
