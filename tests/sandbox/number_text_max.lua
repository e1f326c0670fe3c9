-- stopped by: error: number expected, got string
-- costs: 531 k instructions, 988 KiB held, 976 KiB allocated
-- a long text is no number, so none is read as one
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = ("1"):rep(500000)
    while true do math.max(s, s, s, s) end
  end,
}
