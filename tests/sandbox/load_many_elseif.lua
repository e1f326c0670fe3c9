-- stopped by: load: the file must return one table
-- costs: 62 k instructions, 92 KiB held, 239 KiB allocated
-- another one
local a
if a then @{4200:elseif a then }@end
return 1
