-- stopped by: load: pass can only be called while a check runs
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a constant environment, which older versions compiled wrongly
local pass <const> = pass
local _ENV <const> = { pass = pass }
pass()
