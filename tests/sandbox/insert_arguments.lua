-- stopped by: error: wrong number of arguments to 'insert'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- too many
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.insert({}, 1, 2, 3)
  end,
}
