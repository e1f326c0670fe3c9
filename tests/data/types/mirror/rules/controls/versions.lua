return control {
  id = "bucket-versioned", title = "Buckets have versions", severity = "high",
  subject = "Test::S3::Bucket", reads = { "Test::S3::Bucket" },
  check = function(bucket)
    if not bucket.Versioning or bucket.Versioning.Status ~= "Enabled" then
      fail(bucket, "Versioning", "bucket {name} has no versions", { name = bucket.BucketName })
    end
    pass()
  end,
}
