-- stopped by: error: base out of range
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a base that is none
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    tonumber("1", 1)
  end,
}
