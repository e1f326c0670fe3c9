-- stopped by: load: attempt to divide by zero
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a constant that can't be computed
return 1 // 0
