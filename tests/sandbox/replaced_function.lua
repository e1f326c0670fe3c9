-- stopped by: error: fail is called in a predicate
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- replacing a function of its own environment opens nothing
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local f = fail
    pass = function() end
    any(account:all("Test::Thing"), function() f(account, nil, "x") end)
    pass()
  end,
}
