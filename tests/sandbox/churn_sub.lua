-- stopped by: rule_instructions
-- at most: 4096 k instructions, 4096 KiB held, 32768 KiB allocated
-- long parts of a long text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("x"):rep(500000)
    while true do s:sub(2) end
  end,
}
