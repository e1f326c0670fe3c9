-- stopped by: load: this key is not known
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a table that holds itself
local t = { id = "probe" }
t.t = t
return control(t)
