-- Terraform resources that complete another one
return type {
  name = "Test::S3::Bucket", noun = "bucket", nouns = "buckets", key = "BucketName", scope = "global", label = "BucketName",
  fields = {
    BucketName = { kind = "string", cli = "Name", tf = { aws_s3_bucket = "bucket" } },
    PublicAccessBlock = {
      kind = "object", cli = "PublicAccessBlockConfiguration", tf = { aws_s3_bucket_public_access_block = "." },
      fields = { BlockPublicAcls = { kind = "bool", always = true, default = false, tf = "block_public_acls" } },
    },
    -- the attribute of the bucket is a deprecated mirror
    Versioning = {
      kind = "object", cli = ".", tf_block = true,
      tf = { aws_s3_bucket_versioning = "versioning_configuration" },
      fields = { Status = { kind = "string", tf = "status" } },
    },
  },
  commands = {
    {
      name = "s3api list-buckets", at = "Buckets", many = true, lists = "account", keys = { "Buckets", "Owner" },
      gives = { "BucketName" }, permission = "s3:ListAllMyBuckets",
    },
    {
      name = "s3api get-public-access-block", keyed = false, keys = { "PublicAccessBlockConfiguration" },
      any_of = { "PublicAccessBlockConfiguration" }, gives = { "PublicAccessBlock" },
      absent = { errors = { "NoSuchPublicAccessBlockConfiguration" } }, arguments = "--bucket {BucketName}",
      file = "get-public-access-block.{BucketName}.json", permission = "s3:GetBucketPublicAccessBlock",
    },
    {
      name = "s3api get-bucket-versioning", keyed = false, keys = { "Status", "MFADelete" }, any_of = { "Status" },
      absent = { empty = true }, gives = { "Versioning" }, arguments = "--bucket {BucketName}",
      file = "get-bucket-versioning.{BucketName}.json", permission = "s3:GetBucketVersioning",
    },
  },
  terraform = { types = { "aws_s3_bucket" }, provider = "aws", region = "region" },
  parts = {
    { tf = "aws_s3_bucket_public_access_block", refers = "bucket", to = { "id", "bucket", "arn" }, fields = { "PublicAccessBlock" } },
    { tf = "aws_s3_bucket_versioning", refers = "bucket", to = { "id", "bucket" }, fields = { "Versioning" } },
  },
}
