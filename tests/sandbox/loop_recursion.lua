-- stopped by: rule_live
-- at most: 4096 k instructions, 4096 KiB held, 8192 KiB allocated
-- recursion without end
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function f() return 1 + f() end
    f()
    pass()
  end,
}
