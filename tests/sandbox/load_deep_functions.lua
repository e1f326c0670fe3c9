-- stopped by: load: C stack overflow
-- costs: 5 k instructions, 26 KiB held, 34 KiB allocated
-- functions within functions
return @{250:function() return }@1@{250: end}@
