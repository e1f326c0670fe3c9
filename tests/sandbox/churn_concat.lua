-- stopped by: rule_allocated
-- at most: 4096 k instructions, 64 KiB held, 131072 KiB allocated
-- garbage as fast as memory is
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s, n = ("x"):rep(3000), 0
    while true do
      n = n + 1
      local t = s .. n
    end
    pass()
  end,
}
