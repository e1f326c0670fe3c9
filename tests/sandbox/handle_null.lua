-- stopped by: error: null has no fields
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- null is nothing to look into
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = null.x
    pass()
  end,
}
