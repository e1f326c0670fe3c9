-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- what a text has for fields
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = "x"
    assert(s.rep == string.rep and s.__index == nil and s.gmatch == nil and s[1] == nil)
    pass()
  end,
}
