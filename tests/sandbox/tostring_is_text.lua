-- stopped by: pass
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no address in any text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert(tostring({}) == "table" and tostring(assert) == "function" and tostring(account) == "handle")
    assert(string.format("%s", {}) == "table" and type(account) == "handle")
    pass()
  end,
}
