-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- no text shows an address
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = tostring(account) .. tostring(pass) .. tostring({}) .. ("%s%s"):format(account, {}) .. type(account)
    assert(s == "handlefunctiontablehandletablehandle")
    pass()
  end,
}
