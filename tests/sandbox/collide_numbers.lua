-- stopped by: rule_instructions
-- at most: 4096 k instructions, 256 KiB held, 256 KiB allocated
-- numbers that differ only in bits that are not hashed
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 4000 do t[1 + i * 2.0 ^ -50] = i end
    while true do local _ = t[1 + 2.0 ^ -52] end
  end,
}
