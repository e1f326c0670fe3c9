-- stopped by: load: unknown key
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a table that holds itself
local t = { id = "probe" }
t.t = t
return control(t)
