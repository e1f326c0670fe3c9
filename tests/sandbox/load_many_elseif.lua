-- stopped by: load: the file must return one table
-- at most: 128 k instructions, 128 KiB held, 512 KiB allocated
-- another one
local a
if a then @{4200:elseif a then }@end
return 1
