-- stopped by: error: position out of bounds
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- far before the beginning
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.remove({ 1 }, math.mininteger)
  end,
}
