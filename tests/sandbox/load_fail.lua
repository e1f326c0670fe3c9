-- stopped by: load: can only be called while a check runs
-- costs: 1 k instructions, 21 KiB held, 34 KiB allocated
-- a verdict before there is a subject
fail(nil, nil, "x")
