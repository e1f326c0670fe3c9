-- stopped by: error: the rule raised an error
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no error that a rule raises is taken for an unknown
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    error(null)
    pass()
  end,
}
