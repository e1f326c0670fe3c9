-- stopped by: load: C stack overflow
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a chain that is read from its end
return @{250:"a"..}@"a"
