-- stopped by: rule_instructions
-- costs: 2000 k instructions, 3430 KiB held, 23439 KiB allocated
-- long texts turned
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("X"):rep(500000)
    while true do s:lower() end
  end,
}
