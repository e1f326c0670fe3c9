-- stopped by: error: a non-closable value
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a variable to be closed needs a metatable
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x <close> = {}
    pass()
  end,
}
