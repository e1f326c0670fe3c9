-- stopped by: error: attempt to compare
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a number and a text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    if 1 < "2" then pass() end
  end,
}
