-- stopped by: error: a key is a handle
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the order of handles would be that of addresses
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    for _ in pairs({ [account] = 1, [null] = 2 }) do end
    pass()
  end,
}
