-- stopped by: load: C stack overflow
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- tables within tables
return @{250:{}@1@{250: } }@
