-- stopped by: the limit of 1048576 bytes for one string
-- at most: 1024 k instructions, 512 KiB held, 512 KiB allocated
-- many references to one long string
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s, t = ("x"):rep(100000), {}
    for i = 1, 1000 do t[i] = s end
    table.concat(t)
    pass()
  end,
}
