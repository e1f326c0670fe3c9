-- stopped by: load: the file must return one table
-- at most: 64 k instructions, 64 KiB held, 128 KiB allocated
-- escapes of every kind
return "@{1500:\x41\65\u{7FFFFFFF}\z   \n}@"
