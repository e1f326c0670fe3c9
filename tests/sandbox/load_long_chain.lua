-- stopped by: load: the file must return one table
-- costs: 40 k instructions, 173 KiB held, 437 KiB allocated
-- nor are fields
local g
if g then g=g@{20000:.a}@ end
return 1
