-- stopped by: error: position out of bounds
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- far before the beginning
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.remove({ 1 }, math.mininteger)
  end,
}
