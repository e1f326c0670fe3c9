-- stopped by: error: C stack overflow
-- at most: 32 k instructions, 128 KiB held, 128 KiB allocated
-- predicates within predicates
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local list = account:all("Test::Thing")
    local function f() return any(list, f) end
    f()
    pass()
  end,
}
