-- answers that say "not set": an error, no output
return type {
  name = "Test::S3::Bucket", noun = "bucket", nouns = "buckets", key = "BucketName", scope = "global", label = "BucketName",
  fields = {
    BucketName = { kind = "string", cli = "Name", tf = "bucket" },
    Versioning = { kind = "string", cli = "Status", tf = "versioning_status" },
    PublicAccessBlock = { kind = "object", cli = "PublicAccessBlockConfiguration", tf = "public_access_block", tf_block = true, fields = {
      BlockPublicAcls = { kind = "bool", always = true, default = false, tf = "block_public_acls" },
    } },
  },
  commands = {
    {
      name = "s3api list-buckets", at = "Buckets", many = true, lists = "account", keys = { "Buckets", "Owner" },
      gives = { "BucketName" }, permission = "s3:ListAllMyBuckets",
    },
    {
      name = "s3api get-bucket-versioning", keyed = false, keys = { "Status", "MFADelete" }, any_of = { "Status" },
      absent = { empty = true }, gives = { "Versioning" }, arguments = "--bucket {BucketName}",
      file = "get-bucket-versioning.{BucketName}.json", permission = "s3:GetBucketVersioning",
    },
    {
      name = "s3api get-public-access-block", keyed = false, keys = { "PublicAccessBlockConfiguration" },
      any_of = { "PublicAccessBlockConfiguration" }, gives = { "PublicAccessBlock" },
      absent = { errors = { "NoSuchPublicAccessBlockConfiguration" } }, arguments = "--bucket {BucketName}",
      file = "get-public-access-block.{BucketName}.json", permission = "s3:GetBucketPublicAccessBlock",
    },
  },
  terraform = { types = { "aws_s3_bucket" }, provider = "aws", region = "region" },
}
