-- a name that is unique in all accounts, listed for the whole account
return type {
  name = "Test::S3::Bucket", noun = "bucket", nouns = "buckets", key = "BucketName", scope = "global", label = "BucketName",
  fields = {
    BucketName = { kind = "string", cli = "Name", tf = "bucket" },
    Versioning = { kind = "string", cli = "Status", tf = "versioning_status" },
  },
  commands = {
    {
      name = "s3api list-buckets", at = "Buckets", many = true, lists = "account",
      keys = { "Buckets", "Owner", "ContinuationToken", "Prefix" }, more = { "ContinuationToken" },
      gives = { "BucketName" }, permission = "s3:ListAllMyBuckets",
    },
    {
      name = "s3api get-bucket-versioning", keyed = false, keys = { "Status", "MFADelete" }, any_of = { "Status" },
      gives = { "Versioning" }, arguments = "--bucket {BucketName}", file = "get-bucket-versioning.{BucketName}.json",
      permission = "s3:GetBucketVersioning",
    },
  },
  terraform = { types = { "aws_s3_bucket" }, provider = "aws", region = "region" },
}
