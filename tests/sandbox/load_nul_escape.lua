-- stopped by: load: NUL
-- at most: 32 k instructions, 32 KiB held, 32 KiB allocated
-- an escape that makes a NUL
local s = "a\0b"
