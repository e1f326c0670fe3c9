-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 16384 KiB allocated
-- small garbage
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do local t = { 1, 2, 3, 4, 5, 6, 7, 8 } end
    pass()
  end,
}
