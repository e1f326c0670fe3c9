-- stopped by: error: variable 'a' got a non-closable value
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- nothing can be closed
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local a <close> = {}
    pass()
  end,
}
