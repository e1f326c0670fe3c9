-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- the length of a table full of holes
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 0, 62 do t[1 << i] = true end
    local n
    while true do n = #t n = #t n = #t n = #t end
  end,
}
