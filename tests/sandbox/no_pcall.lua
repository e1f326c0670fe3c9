-- stopped by: error: global 'pcall'
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- nothing catches an error
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do pcall(function() while true do end end) end
    pass()
  end,
}
