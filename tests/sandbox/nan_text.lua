-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- the sign of 0/0 is the processor's: no text shows it
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local nan = 0 / 0
    assert("" .. nan == tostring(nan) and "" .. -nan == tostring(-nan) and tostring(nan) == "nan")
    pass()
  end,
}
