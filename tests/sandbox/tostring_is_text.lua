-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no address in any text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert(tostring({}) == "table" and tostring(assert) == "function" and tostring(account) == "handle")
    assert(string.format("%s", {}) == "table" and type(account) == "handle")
    pass()
  end,
}
