-- stopped by: pass
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a library that is handed another sort has no more rights than before
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local seen
    table.sort = function(...) seen = settle return ... end
    table.insert = function(...) seen = seen or settle end
    assert(seen == nil)
    pass()
  end,
}
