-- stopped by: load: C stack overflow
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- signs before signs
return @{250:- }@1
