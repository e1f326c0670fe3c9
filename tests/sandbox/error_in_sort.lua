-- stopped by: error: the rule raised an error
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an error from within a sort
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.sort({ 3, 2, 1 }, function() error("x") end)
    pass()
  end,
}
