-- stopped by: load: unfinished string
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- half of a file
return control { id = "pro
