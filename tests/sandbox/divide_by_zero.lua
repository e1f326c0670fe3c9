-- stopped by: error: attempt to divide by zero
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an integer division
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local n = 1 // 0
    pass()
  end,
}
