-- stopped by: rule_live
-- at most: 4096 k instructions, 8192 KiB held, 8192 KiB allocated
-- garbage at the edge of what may be held, collected again and again
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local list, s = {}, ("x"):rep(400)
    for i = 1, 8600 do list[i] = s .. i end
    local n = 0
    while true do
      n = n + 1
      local garbage = ("y"):rep(1000 + n % 7)
    end
  end,
}
