-- stopped by: error: global 'pcall'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- nothing catches an error
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    while true do pcall(function() while true do end end) end
    pass()
  end,
}
