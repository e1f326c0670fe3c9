-- stopped by: load: can only be called while a check runs
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a verdict before there is a subject
pass()
