-- stopped by: load: attempt to assign to const variable
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a constant is one
return control { id = "probe", check = function() local a <const> = 1 a = 2 end }
