-- stopped by: error: fields have names
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an index is a name
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local _ = account[account]
    pass()
  end,
}
