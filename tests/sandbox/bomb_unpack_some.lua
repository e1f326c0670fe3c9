-- stopped by: error: too many results
-- costs: 20 k instructions, 21 KiB held, 34 KiB allocated
-- more results than anybody needs
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.unpack({}, 1, 20000)
    pass()
  end,
}
