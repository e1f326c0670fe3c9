-- stopped by: load: function or expression needs too many registers
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a call with more arguments than there are registers
local f f(@{300:f,}@f)
