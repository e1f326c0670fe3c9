-- stopped by: load: the file must return one table
-- at most: 128 k instructions, 128 KiB held, 256 KiB allocated
-- a number without end
return 1@{60000:0}@
