-- stopped by: load: attempt to divide by zero
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a constant that can't be computed
return 1 // 0
