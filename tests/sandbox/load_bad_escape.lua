-- stopped by: load: UTF-8 value too large
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a character beyond all
return "\u{80000000}"
