-- stopped by: error: base out of range
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a base that is none
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    tonumber("1", 1)
  end,
}
