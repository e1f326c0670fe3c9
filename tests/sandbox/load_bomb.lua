-- stopped by: load: rule_live
-- a table while the file is loaded
local t = {}
for i = 1, 1 << 40 do t[i] = {} end
