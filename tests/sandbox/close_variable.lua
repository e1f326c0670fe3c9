-- stopped by: error: a non-closable value
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a variable to be closed needs a metatable
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local x <close> = {}
    pass()
  end,
}
