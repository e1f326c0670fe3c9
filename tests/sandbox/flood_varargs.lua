-- stopped by: variable arguments
-- at most: 32 k instructions, 64 KiB held, 64 KiB allocated
-- arguments that grow from call to call
return control {
  id = "probe", title = "a probe of the box", severity = "low", subject = "account", reads = { "Test::Thing" },
  check = function(account)
    local function grow(...) return grow(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...) end
    grow()
  end,
}
