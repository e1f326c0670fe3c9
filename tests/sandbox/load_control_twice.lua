-- stopped by: load: the file must return one table
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- two controls in one file
local a = control { id = "a" }
return a, control { id = "b" }
