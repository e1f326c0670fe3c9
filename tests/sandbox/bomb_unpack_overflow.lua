-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- a range whose length overflows
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.unpack({}, math.mininteger, math.maxinteger)
    pass()
  end,
}
