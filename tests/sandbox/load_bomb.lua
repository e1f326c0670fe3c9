-- stopped by: load: rule_live
-- costs: 2000 k instructions, 4095 KiB held, 5124 KiB allocated
-- a table while the file is loaded
local t = {}
for i = 1, 1 << 40 do t[i] = {} end
