-- stopped by: error: arithmetic on
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a handle is no number
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = account + 1
    pass()
  end,
}
