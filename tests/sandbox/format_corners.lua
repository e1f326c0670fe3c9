-- stopped by: pass
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- signs, zeros, cut texts
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    assert(("%5.1s|%-5s|%05d|%+d|% d|%x"):format("abc", "a", -12, 1, 1, -1) == "    a|a    |-0012|+1| 1|ffffffffffffffff")
    assert(("%d"):format(math.mininteger) == "-9223372036854775808" and ("%d"):format(3.0) == "3")
    assert(#("%99s"):format("") == 99 and #("%.99f"):format(1) == 101 and ("%%"):format() == "%")
    pass()
  end,
}
