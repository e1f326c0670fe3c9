-- stopped by: error: position out of bounds
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- far behind the end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.insert({}, math.maxinteger, 1)
  end,
}
