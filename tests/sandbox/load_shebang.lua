-- stopped by: load: unexpected symbol
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a first line for a shell is none
#!/usr/bin/lua
return 1
