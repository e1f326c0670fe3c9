-- stopped by: error: null has no fields
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- null is nothing to look into
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = null.x
    pass()
  end,
}
