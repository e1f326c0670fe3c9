-- stopped by: error: wrong number of arguments to 'insert'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- too many
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.insert({}, 1, 2, 3)
  end,
}
