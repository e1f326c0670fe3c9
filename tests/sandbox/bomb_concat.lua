-- stopped by: the limit of 1048576 bytes for one string
-- at most: 1024 k instructions, 4096 KiB held, 4096 KiB allocated
-- a string that doubles
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local s = "x"
    while true do s = s .. s end
    pass()
  end,
}
