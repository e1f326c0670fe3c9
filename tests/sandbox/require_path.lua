-- stopped by: error: there is no library '../../etc/passwd'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- require knows names, no paths
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    require("../../etc/passwd")
    pass()
  end,
}
