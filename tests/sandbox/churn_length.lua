-- stopped by: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
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
