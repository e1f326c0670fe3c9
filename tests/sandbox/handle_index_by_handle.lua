-- stopped by: error: fields have names
-- an index is a name
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = account[account]
    pass()
  end,
}
