-- stopped by: load: NUL
-- costs: 0 k instructions, 0 KiB held, 0 KiB allocated
-- an escape that makes a NUL
local s = "a\0b"
