-- stopped by: load: function or expression needs too many registers
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a call with more arguments than there are registers
local f f(@{300:f,}@f)
