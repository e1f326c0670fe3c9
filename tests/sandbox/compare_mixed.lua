-- stopped by: error: attempt to compare
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a number and a text
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    if 1 < "2" then pass() end
  end,
}
