-- stopped by: load: rule_instructions
-- costs: 2000 k instructions, 21 KiB held, 34 KiB allocated
-- a loop while the file is loaded
while true do end
