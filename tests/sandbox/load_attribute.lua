-- stopped by: load: unknown attribute
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- an attribute that there is not
local a <evil> = 1
