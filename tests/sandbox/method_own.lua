-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a method of one's own is one's own alone
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    string.evil = function(s) return s .. "!" end
    assert(("x"):evil() == "x!")
    pass()
  end,
}
