-- a second type that reads the same command
return type {
  name = "Test::S3::BucketName", noun = "bucket name", nouns = "bucket names", key = "Title", scope = "global", label = "Title",
  fields = { Title = { kind = "string", cli = "Name", tf = "bucket" } },
  commands = { {
    name = "s3api list-buckets", at = "Buckets", many = true, lists = "account", keys = { "Buckets", "Owner" }, gives = { "Title" },
    permission = "s3:ListAllMyBuckets",
  } },
  terraform = { types = { "aws_s3_bucket" }, provider = "aws", region = "region" },
}
