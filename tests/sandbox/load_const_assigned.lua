-- stopped by: load: attempt to assign to const variable
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a constant is one
return control { id = "probe", check = function() local a <const> = 1 a = 2 end }
