-- stopped by: error: Use len(list)
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- # doesn't know of open ends
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = #account:all("Test::Thing")
    pass()
  end,
}
