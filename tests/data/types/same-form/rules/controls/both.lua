return control {
  id = "bucket-or-account", title = "Bucket or account blocks public ACLs", severity = "high",
  subject = "account", reads = { "Test::S3::Bucket", "Test::S3::AccountPublicAccessBlock", "Test::S3::BucketName" },
  check = function(account)
    local by_account = find(account:all("Test::S3::AccountPublicAccessBlock"), function(b) return b.Block and b.Block.BlockPublicAcls end)
    if by_account then pass() end
    for bucket in filter(account:all("Test::S3::Bucket"), function(b) return not (b.PublicAccessBlock and b.PublicAccessBlock.BlockPublicAcls) end) do
      fail(bucket, "PublicAccessBlock", "bucket {name} may be public", { name = bucket.BucketName })
    end
    if len(account:all("Test::S3::BucketName")) ~= len(account:all("Test::S3::Bucket")) then fail(account, nil, "two lists") end
    pass()
  end,
}
