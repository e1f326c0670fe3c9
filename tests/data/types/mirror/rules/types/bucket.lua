-- an attribute of the resource is an older form of a part: a boolean for a string, in a block
return type {
  name = "Test::S3::Bucket", noun = "bucket", nouns = "buckets", key = "BucketName", scope = "global", label = "BucketName",
  fields = {
    BucketName = { kind = "string", cli = "Name", tf = { aws_s3_bucket = "bucket" } },
    Policy = { kind = "json", tf = { aws_s3_bucket = "policy", aws_s3_bucket_policy = "policy" }, tf_computed = true, fields = {
      Version = { kind = "string" },
      Statement = { kind = "list", single = true, of = { kind = "object", closed = false, fields = {
        Condition = { kind = "map", of = { kind = "map", of = { kind = "list", single = true, of = { kind = "string", scalars = true } } } },
      } } },
    } },
    -- no plan can set it
    Kind = { kind = "string", tf = { aws_s3_bucket = false }, default = "general" },
    Versioning = {
      kind = "object", cli = ".", tf = { aws_s3_bucket = "versioning", aws_s3_bucket_versioning = "versioning_configuration" },
      tf_block = true, tf_computed = "blocks",
      fields = {
        Status = { kind = "string", tf = { aws_s3_bucket = "enabled", aws_s3_bucket_versioning = "status" }, tf_true = "Enabled" },
      },
    },
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
  },
  terraform = { types = { "aws_s3_bucket" }, provider = "aws", region = "region" },
  parts = {
    { tf = "aws_s3_bucket_versioning", refers = "bucket", to = { "id", "bucket" }, fields = { "Versioning" } },
    { tf = "aws_s3_bucket_policy", refers = "bucket", to = { "id", "bucket" }, fields = { "Policy" } },
  },
}
