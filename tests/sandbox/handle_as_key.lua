-- stopped by: error: a key is a handle
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an order of handles
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local t = { [account] = 1 }
    assert(t[account] == 1)
    for k in pairs(t) do end
  end,
}
