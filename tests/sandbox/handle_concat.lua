-- stopped by: error: attempt to concatenate
-- a handle is no text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = "" .. account
    pass()
  end,
}
