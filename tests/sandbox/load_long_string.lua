-- stopped by: load: the file must return one table
-- at most: 128 k instructions, 128 KiB held, 256 KiB allocated
-- a string with equal signs around
return [@{25000:=}@[x]@{25000:=}@]
