-- stopped by: load: more than the limit of 65536 for a rule file
-- at most: 32 k instructions, 32 KiB held, 32 KiB allocated
-- a file beyond its limit
@{70000: }@return 1
