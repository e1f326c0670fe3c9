-- stopped by: error: index out of range
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- before the first
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    select(-5, 1)
  end,
}
