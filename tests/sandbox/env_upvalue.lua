-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a function with an environment of its own, made of what there was
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function f(_ENV) return escape end
    assert(f({ escape = 1 }) == 1 and f({}) == nil)
    pass()
  end,
}
