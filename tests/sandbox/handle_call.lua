-- stopped by: error: attempt to call a userdata value
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a handle is no function
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account()
    pass()
  end,
}
