-- stopped by: pass
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- what a text has for fields
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = "x"
    assert(s.rep == string.rep and s.__index == nil and s.gmatch == nil and s[1] == nil)
    pass()
  end,
}
