-- stopped by: pass
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- no text shows an address
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = tostring(account) .. tostring(pass) .. tostring({}) .. ("%s%s"):format(account, {}) .. type(account)
    assert(s == "handlefunctiontablehandletablehandle")
    pass()
  end,
}
