-- The public access block of an account, for all of its buckets.
-- Sources: the S3 Control API model (GetPublicAccessBlock), the Terraform provider's aws_s3_account_public_access_block.
-- CloudFormation has no such type.

local function setting(tf)
  return { kind = "bool", always = true, default = false, tf = tf }
end

return type {
  name  = "AWS::S3::AccountPublicAccessBlock",
  noun  = "account public access block",
  nouns = "account public access blocks",
  singleton = "account",

  fields = {
    PublicAccessBlock = {
      kind = "object", cli = "PublicAccessBlockConfiguration", tf = ".",
      fields = {
        BlockPublicAcls       = setting("block_public_acls"),
        IgnorePublicAcls      = setting("ignore_public_acls"),
        BlockPublicPolicy     = setting("block_public_policy"),
        RestrictPublicBuckets = setting("restrict_public_buckets"),
      },
    },
  },

  commands = { {
    -- s3api has a command of the same name and form for a bucket
    name = "s3control get-public-access-block", keys = { "PublicAccessBlockConfiguration" },
    any_of = { "PublicAccessBlockConfiguration" }, gives = { "PublicAccessBlock" }, whole = { "account-id" },
    absent = { errors = { "NoSuchPublicAccessBlockConfiguration" } }, arguments = "--account-id {account}",
    file = "get-public-access-block.account.json", permission = "s3:GetAccountPublicAccessBlock",
  } },

  terraform = { types = { "aws_s3_account_public_access_block" }, provider = "aws" },
}
