-- stopped by: error: the rule raised an error
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an error is text only: nothing is called to show it
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    error({ "x" })
    pass()
  end,
}
