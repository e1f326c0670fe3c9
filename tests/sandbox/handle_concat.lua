-- stopped by: error: attempt to concatenate
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a handle is no text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = "" .. account
    pass()
  end,
}
