-- stopped by: error: number has no integer representation
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a fraction as an integer
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    ("%d"):format(1.5)
  end,
}
