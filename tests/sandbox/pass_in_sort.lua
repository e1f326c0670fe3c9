-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a result from within a sort leaves the check
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    table.sort({ 3, 2, 1 }, function() pass() end)
    fail(account, nil, "never")
  end,
}
