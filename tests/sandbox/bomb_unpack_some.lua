-- stopped by: error: too many results
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- more results than anybody needs
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.unpack({}, 1, 20000)
    pass()
  end,
}
