-- stopped by: load: the file must return one table
-- costs: 40 k instructions, 173 KiB held, 437 KiB allocated
-- calls one behind the other are no nesting
local g
if g then g@{20000:()}@ end
return 1
