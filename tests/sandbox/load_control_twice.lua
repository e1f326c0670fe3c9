-- stopped by: load: the file must return one table
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- two controls in one file
local a = control { id = "a" }
return a, control { id = "b" }
