-- stopped by: rule_instructions
-- at most: 4096 k instructions, 1024 KiB held, 65536 KiB allocated
-- searching in C, again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("a"):rep(100000)
    while true do s:find(s .. "b") end
    pass()
  end,
}
