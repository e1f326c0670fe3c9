-- stopped by: rule_instructions
-- at most: 4096 k instructions, 8192 KiB held, 32768 KiB allocated
-- long texts turned
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("X"):rep(500000)
    while true do s:lower() end
  end,
}
