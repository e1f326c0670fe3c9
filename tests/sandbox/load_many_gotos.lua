-- stopped by: load: the file must return one table
-- at most: 512 k instructions, 1024 KiB held, 2048 KiB allocated
-- gotos that wait for one label
do
@{8500:goto a }@
::a:: end
return 1
