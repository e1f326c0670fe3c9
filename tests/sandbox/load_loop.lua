-- stopped by: load: rule_instructions
-- at most: 4096 k instructions, 32 KiB held, 64 KiB allocated
-- a loop while the file is loaded
while true do end
