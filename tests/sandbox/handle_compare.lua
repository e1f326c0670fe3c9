-- stopped by: error: attempt to compare
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- handles have no order
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = account < account
    pass()
  end,
}
