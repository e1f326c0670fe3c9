-- stopped by: load: rule_instructions
-- a loop while the file is loaded
while true do end
