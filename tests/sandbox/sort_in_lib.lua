-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a library that is handed another sort has no more rights than before
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local seen
    table.sort = function(...) seen = try return ... end
    table.insert = function(...) seen = seen or try end
    assert(seen == nil)
    pass()
  end,
}
