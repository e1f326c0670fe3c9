-- stopped by: load: UTF-8 value too large
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a character beyond all
return "\u{80000000}"
