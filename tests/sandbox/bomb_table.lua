-- stopped by: rule_live
-- at most: 4096 k instructions, 8192 KiB held, 8192 KiB allocated
-- a table that grows for ever
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    while true do t[#t + 1] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 } end
    pass()
  end,
}
