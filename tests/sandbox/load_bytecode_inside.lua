-- stopped by: load: unexpected symbol
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- compiled Lua behind the first byte
Lua
