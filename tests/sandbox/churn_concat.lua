-- stopped by: rule_allocated
-- costs: 233 k instructions, 39 KiB held, 65534 KiB allocated
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
