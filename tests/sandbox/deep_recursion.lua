-- stopped by: rule_live
-- at most: 4096 k instructions, 8192 KiB held, 8192 KiB allocated
-- a recursion that holds on to each of its frames
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function f(n) return 1 + f(n + 1) end
    f(1)
  end,
}
