-- stopped by: load: NUL
-- an escape that makes a NUL
local s = "a\u{000}b"
