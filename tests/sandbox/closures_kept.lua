-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- closures over handles outlive what made them
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local kept = {}
    for thing in each(account:all("Test::Thing")) do kept[#kept + 1] = function() return thing.Id end end
    assert(kept[1]() == "a" and kept[2]() == "b")
    pass()
  end,
}
