-- stopped by: error: the rule raised an error
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an error that is a table
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    error({ code = 1 })
  end,
}
