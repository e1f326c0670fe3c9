-- stopped by: error: element 1 is a table
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.concat({ {} })
  end,
}
