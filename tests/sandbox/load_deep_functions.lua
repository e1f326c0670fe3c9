-- stopped by: load: C stack overflow
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- functions within functions
return @{250:function() return }@1@{250: end}@
