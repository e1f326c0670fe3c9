-- stopped by: load: rule_live
-- at most: 4096 k instructions, 8192 KiB held, 8192 KiB allocated
-- a table while the file is loaded
local t = {}
for i = 1, 1 << 40 do t[i] = {} end
