-- false and 10 are texts in a policy
return control {
  id = "bucket-has-condition", title = "A statement has a condition", severity = "high",
  subject = "Test::S3::Bucket", reads = { "Test::S3::Bucket" },
  check = function(bucket)
    local policy = bucket.Policy
    if not policy or none(policy.Statement, function(s) return any(s.Condition, function(_, keys)
      return any(keys, function(_, values) return any(values, function(text) return text == "false" or text == "10" end) end)
    end) end) then
      fail(bucket, "Policy", "bucket {name} has none", { name = bucket.BucketName })
    end
    pass()
  end,
}
