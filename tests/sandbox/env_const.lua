-- stopped by: load: pass can only be called while a check runs
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- a constant environment, which older versions compiled wrongly
local pass <const> = pass
local _ENV <const> = { pass = pass }
pass()
