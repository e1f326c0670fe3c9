-- stopped by: load: attempt to index a nil value (global 'coroutine')
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a file that won't end
return coroutine.yield()
