-- stopped by: variable arguments
-- at most: 512 k instructions, 1024 KiB held, 2048 KiB allocated
-- an instruction that copies as many arguments as there are
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function count(...) local a = select("#", ...) while true do a = select("#", ...) end end
    local t = {}
    for i = 1, 10000 do t[i] = i end
    count(table.unpack(t))
  end,
}
