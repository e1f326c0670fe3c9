-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- zeros and infinities as text; a NaN has no sign
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert(tostring(-0.0) == "-0.0" and tostring(1e15) == "1e+15" and tostring(2^53) == "9.007199254741e+15")
    assert(tostring(math.huge) == "inf" and tostring(-math.huge) == "-inf")
    assert(tostring(0 / 0) == "nan" and tostring(-(0 / 0)) == "nan")
    assert(("%s"):format(0 / 0) == "nan" and ("%.1f"):format(-(0 / 0)) == "nan" and ("%5.1f"):format(-0.04) == " -0.0")
    assert(table.concat({ 0 / 0, -(0 / 0) }, " ") == "nan nan")
    pass()
  end,
}
