-- stopped by: load: unexpected symbol
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- compiled Lua behind the first byte
Lua
