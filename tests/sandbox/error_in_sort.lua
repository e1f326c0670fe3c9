-- stopped by: error: the rule raised an error
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an error from within a sort
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.sort({ 3, 2, 1 }, function() error("x") end)
    pass()
  end,
}
