-- stopped by: load: the file must return one table
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a file that returns two
return control {}, control {}
