-- stopped by: rule_live
-- costs: 2000 k instructions, 3851 KiB held, 5118 KiB allocated
-- a recursion that holds on to each of its frames
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function f(n) return 1 + f(n + 1) end
    f(1)
  end,
}
