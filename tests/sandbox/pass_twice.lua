-- stopped by: pass
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- behind pass nothing runs
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    pass()
    while true do end
  end,
}
