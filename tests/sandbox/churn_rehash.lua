-- stopped by: rule_instructions
-- at most: 4096 k instructions, 4096 KiB held, 131072 KiB allocated
-- a small hash part that grows again and again beside a large array
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = {}
    for i = 1, 131072 do t[i] = true end
    local n = 0
    while true do
      n = n + 1
      t["k" .. n % 1000] = n
      t["k" .. (n - 1) % 1000] = nil
    end
  end,
}
