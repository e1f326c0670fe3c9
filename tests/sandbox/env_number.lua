-- stopped by: load: attempt to index a number value
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an environment that is a number
local _ENV <const> = 1
x = y
