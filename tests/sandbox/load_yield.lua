-- stopped by: load: attempt to index a nil value (global 'coroutine')
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a file that won't end
return coroutine.yield()
