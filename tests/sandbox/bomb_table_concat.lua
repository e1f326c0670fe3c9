-- stopped by: the limit of 1048576 bytes for one string
-- costs: 205 k instructions, 223 KiB held, 229 KiB allocated
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
