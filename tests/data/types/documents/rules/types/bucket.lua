-- a policy: JSON text in a string, where a string or a list is allowed
local names = { kind = "list", single = true, of = { kind = "string" } }

return type {
  name = "Test::S3::Bucket", noun = "bucket", nouns = "buckets", key = "BucketName", scope = "global", label = "BucketName",
  fields = {
    BucketName = { kind = "string", cli = "Name", tf = { aws_s3_bucket = "bucket" } },
    Policy = { kind = "json", tf = { aws_s3_bucket_policy = "policy" }, fields = {
      Version = { kind = "string" }, Id = { kind = "string" },
      Statement = { kind = "list", single = true, of = { kind = "object", fields = {
        Sid = { kind = "string" }, Effect = { kind = "string" }, Action = names, Resource = names,
        Principal = { kind = "object", text = "AWS", fields = { AWS = names, Service = names } },
        Condition = { kind = "map", of = { kind = "map", of = names } },
      } } },
    } },
  },
  commands = {
    {
      name = "s3api list-buckets", at = "Buckets", many = true, lists = "account", keys = { "Buckets", "Owner" },
      gives = { "BucketName" }, permission = "s3:ListAllMyBuckets",
    },
    {
      name = "s3api get-bucket-policy", keyed = false, keys = { "Policy" }, any_of = { "Policy" }, gives = { "Policy" },
      absent = { errors = { "NoSuchBucketPolicy" } }, arguments = "--bucket {BucketName}",
      file = "get-bucket-policy.{BucketName}.json", permission = "s3:GetBucketPolicy",
    },
  },
  terraform = { types = { "aws_s3_bucket" }, provider = "aws", region = "region" },
  parts = { { tf = "aws_s3_bucket_policy", refers = "bucket", to = { "id", "bucket" }, fields = { "Policy" } } },
}
