-- stopped by: load: NUL
-- an escape that makes a NUL
local s = "a\0b"
