-- stopped by: error: fields have names
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an index is a name
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = account[account]
    pass()
  end,
}
