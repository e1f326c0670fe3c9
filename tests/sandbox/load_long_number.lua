-- stopped by: load: the file must return one table
-- costs: 60 k instructions, 75 KiB held, 142 KiB allocated
-- a number without end
return 1@{60000:0}@
