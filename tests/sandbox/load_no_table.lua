-- stopped by: load: the file must return one table
-- a file that returns nothing
local x = 1
