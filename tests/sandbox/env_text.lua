-- stopped by: load: attempt to index a string value
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an environment that is a text: its methods are not its own
local _ENV <const> = "x"
y = rep
