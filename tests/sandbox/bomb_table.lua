-- stopped by: rule_live
-- costs: 2000 k instructions, 4095 KiB held, 5108 KiB allocated
-- a table that grows for ever
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    while true do t[#t + 1] = {} end
    pass()
  end,
}
