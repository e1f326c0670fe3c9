-- stopped by: error: attempt to divide by zero
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an integer division
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local n = 1 // 0
    pass()
  end,
}
