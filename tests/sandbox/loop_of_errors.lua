-- stopped by: error: the rule raised an error
-- an error is final: there is nothing that catches it
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do error("again") end
    pass()
  end,
}
