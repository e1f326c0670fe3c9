-- stopped by: load: the file must return one table
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a file that returns nothing
local x = 1
