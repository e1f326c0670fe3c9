-- stopped by: rule_instructions
-- at most: 4096 k instructions, 2048 KiB held, 4096 KiB allocated
-- a search that nearly matches everywhere
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s, part = ("a"):rep(500000), ("a"):rep(250000) .. "b"
    while true do s:find(part) end
    pass()
  end,
}
