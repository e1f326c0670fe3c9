-- stopped by: error: attempt to index a string value
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a text can't be written to
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = "x"
    s.rep = 1
  end,
}
