-- stopped by: error: attempt to call a userdata value
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a handle is no function
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    account()
    pass()
  end,
}
