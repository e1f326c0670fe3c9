-- stopped by: error: a key is a handle
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- the order of handles would be that of addresses
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    for _ in pairs({ [account] = 1, [null] = 2 }) do end
    pass()
  end,
}
