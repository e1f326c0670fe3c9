return control {
  id = "bucket-blocked", title = "Buckets block public ACLs", severity = "high",
  subject = "Test::S3::Bucket", reads = { "Test::S3::Bucket" },
  check = function(bucket)
    local block = bucket.PublicAccessBlock
    if not block or not block.BlockPublicAcls then
      fail(bucket, "PublicAccessBlock", "bucket {name} may be public", { name = bucket.BucketName })
    end
    pass()
  end,
}
