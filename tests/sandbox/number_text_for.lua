-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- as the bound of a loop Lua takes one
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local n = 0
    for i = "1", 2 do n = n + 1 end
    pass()
  end,
}
