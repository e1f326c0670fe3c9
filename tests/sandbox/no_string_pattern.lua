-- stopped by: error: method 'match'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a pattern backtracks for ever
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("a"):rep(3000)
    s:match((".-"):rep(8) .. "b")
    pass()
  end,
}
