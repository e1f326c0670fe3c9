-- stopped by: load: unknown attribute
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- an attribute that there is not
local a <evil> = 1
