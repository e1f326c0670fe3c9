-- stopped by: error: use len(list)
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- # doesn't know of open ends
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = #account:all("Test::Thing")
    pass()
  end,
}
