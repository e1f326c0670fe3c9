-- stopped by: rule_instructions
-- costs: 2000 k instructions, 500 KiB held, 29109 KiB allocated
-- searching in C, again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("a"):rep(100000)
    while true do s:find(s .. "b") end
    pass()
  end,
}
