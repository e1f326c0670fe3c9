return control {
  id = "bucket-kind", title = "Buckets are of the general kind", severity = "low",
  subject = "Test::S3::Bucket", reads = { "Test::S3::Bucket" },
  check = function(bucket)
    if bucket.Kind ~= "general" then fail(bucket, "Kind", "another kind") end
    pass()
  end,
}
