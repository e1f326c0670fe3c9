-- stopped by: load: attempt to index a string value
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an environment that is a text: its methods are not its own
local _ENV <const> = "x"
y = rep
