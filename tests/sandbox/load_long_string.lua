-- stopped by: load: the file must return one table
-- costs: 50 k instructions, 75 KiB held, 142 KiB allocated
-- a string with equal signs around
return [@{25000:=}@[x]@{25000:=}@]
