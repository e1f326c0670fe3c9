-- stopped by: error: a nil value
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an environment of its own has no functions to escape to
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ENV = {}
    load()
    pass()
  end,
}
