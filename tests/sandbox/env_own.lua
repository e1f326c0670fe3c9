-- stopped by: error: a nil value
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an environment of its own has no functions to escape to
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ENV = {}
    load()
    pass()
  end,
}
