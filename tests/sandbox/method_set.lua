-- stopped by: error: attempt to index a string value
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a text can't be written to
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = "x"
    s.rep = 1
  end,
}
