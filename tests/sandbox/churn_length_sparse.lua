-- stopped by: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- the length of a table that is a few entries, far apart
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 0, 61 do t[1 << i] = true end
    while true do local _ = #t _ = #t _ = #t _ = #t end
  end,
}
