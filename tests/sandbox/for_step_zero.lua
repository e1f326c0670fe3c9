-- stopped by: error: 'for' step is zero
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a loop that does not move
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    for i = 1, 2, 0 do end
    pass()
  end,
}
