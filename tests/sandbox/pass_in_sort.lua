-- stopped by: pass
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a result from within a sort leaves the check
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.sort({ 3, 2, 1 }, function() pass() end)
    fail(account, nil, "never")
  end,
}
