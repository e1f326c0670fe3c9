-- stopped by: load: unfinished string
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- half of a file
return control { id = "pro
