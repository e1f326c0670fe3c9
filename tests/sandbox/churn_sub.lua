-- stopped by: rule_instructions
-- costs: 2000 k instructions, 2453 KiB held, 23438 KiB allocated
-- long parts of a long text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("x"):rep(500000)
    while true do s:sub(2) end
  end,
}
