-- stopped by: error: element 2 is a nil
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a hole
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.concat({ "a", nil, "c" }, "", 1, 3)
  end,
}
