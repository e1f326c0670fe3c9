-- stopped by: rule_live
-- at most: 4096 k instructions, 8192 KiB held, 8192 KiB allocated
-- a megabyte for each instruction
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("x"):rep(1000000)
    while true do s:reverse() end
    pass()
  end,
}
