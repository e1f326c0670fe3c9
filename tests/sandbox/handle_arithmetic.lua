-- stopped by: error: arithmetic on
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a handle is no number
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = account + 1
    pass()
  end,
}
