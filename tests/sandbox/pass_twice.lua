-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- behind pass nothing runs
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    pass()
    while true do end
  end,
}
