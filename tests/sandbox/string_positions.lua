-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- positions beyond any text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local low, high = math.mininteger, math.maxinteger
    local s = "abc"
    assert(s:sub(low, high) == "abc" and s:sub(high, low) == "" and s:sub(low, low) == "" and s:sub(-100, 1) == "a")
    assert(s:byte(low) == nil and s:byte(high) == nil and select("#", s:byte(low, high)) == 3)
    assert(s:find("b", low) == 2 and s:find("b", high) == nil and s:find("", 4) == 4 and s:find("", 5) == nil)
    assert(s:rep(low) == "" and s:rep(0, "x") == "" and s:rep(1, "x") == "abc" and (""):rep(high) == "")
    pass()
  end,
}
