return control {
  id = "bucket-blocked", title = "Buckets block public ACLs", severity = "high",
  subject = "account", reads = { "Test::S3::Bucket" },
  check = function(account)
    for bucket in each(account:all("Test::S3::Bucket")) do
      local block = bucket.PublicAccessBlock
      if not block or not block.BlockPublicAcls then
        fail(bucket, "PublicAccessBlock", "bucket {name} may be public", { name = bucket.BucketName })
      end
    end
    pass()
  end,
}
