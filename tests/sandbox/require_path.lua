-- stopped by: error: there is no library '../../etc/passwd'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- require knows names, no paths
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    require("../../etc/passwd")
    pass()
  end,
}
