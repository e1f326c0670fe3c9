-- stopped by: load: C stack overflow
-- at most: 32 k instructions, 32 KiB held, 64 KiB allocated
-- blocks within blocks
@{250:do }@@{250:end }@
return 1
