-- stopped by: rule_instructions
-- at most: 4096 k instructions, 4096 KiB held, 4096 KiB allocated
-- comparing long strings is no instruction of its own
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local a, b = ("x"):rep(500000) .. "1", ("x"):rep(500000) .. "2"
    local n = 0
    while true do if a == b or a < b then n = n + 1 end end
    pass()
  end,
}
