-- stopped by: load: C stack overflow
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- blocks within blocks
@{250:do }@@{250:end }@
return 1
