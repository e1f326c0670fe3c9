-- stopped by: error: global 'collectgarbage'
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a rule doesn't choose when memory is collected
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    collectgarbage()
    pass()
  end,
}
