-- stopped by: load: the table must be made by control
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a table that nobody checked
return { id = "x" }
