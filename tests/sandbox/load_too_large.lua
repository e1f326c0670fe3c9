-- stopped by: load: more than the limit of 65536 for a rule file
-- costs: 0 k instructions, 0 KiB held, 0 KiB allocated
-- a file beyond its limit
@{70000: }@return 1
