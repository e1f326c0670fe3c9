-- stopped by: load: C stack overflow
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- tables within tables
return @{250:{}@1@{250: } }@
