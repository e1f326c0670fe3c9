-- stopped by: error: a key is a handle
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an order of handles
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = { [account] = 1 }
    assert(t[account] == 1)
    for k in pairs(t) do end
  end,
}
