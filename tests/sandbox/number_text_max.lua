-- stopped by: error: number expected, got string
-- at most: 1024 k instructions, 2048 KiB held, 2048 KiB allocated
-- a long text is no number, so none is read as one
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("1"):rep(500000)
    while true do math.max(s, s, s, s) end
  end,
}
