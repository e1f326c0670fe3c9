-- stopped by: load: C stack overflow
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a chain that is read from its end
return @{250:"a"..}@"a"
