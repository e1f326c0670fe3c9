-- stopped by: load: can only be called while a check runs
-- a verdict before there is a subject
fail(nil, nil, "x")
