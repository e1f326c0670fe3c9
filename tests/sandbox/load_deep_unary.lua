-- stopped by: load: C stack overflow
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- signs before signs
return @{250:- }@1
