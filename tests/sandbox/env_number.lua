-- stopped by: load: attempt to index a number value
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an environment that is a number
local _ENV <const> = 1
x = y
