-- stopped by: error: element 2 is a nil
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a hole
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.concat({ "a", nil, "c" }, "", 1, 3)
  end,
}
