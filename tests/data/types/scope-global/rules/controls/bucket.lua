return control {
  id = "bucket-versioned", title = "Buckets have versions", severity = "low",
  subject = "account", reads = { "Test::S3::Bucket" },
  check = function(account)
    for bucket in each(account:all("Test::S3::Bucket")) do
      if bucket.Versioning ~= "Enabled" then fail(bucket, "Versioning", "bucket {name} has no versions", { name = bucket.BucketName }) end
    end
    pass()
  end,
}
