-- stopped by: error: element 1 is a table
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.concat({ {} })
  end,
}
