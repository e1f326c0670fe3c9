-- stopped by: error: variable 'a' got a non-closable value
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- nothing can be closed
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local a <close> = {}
    pass()
  end,
}
