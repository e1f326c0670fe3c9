-- Each S3 bucket blocks public access, by its own settings or those of its account.
local requirements = require "requirements"
local s3 = require "s3"

return control {
  id = "aws-s3-bucket-public-access-block",
  title = "S3 buckets block public access",
  severity = "high",
  profile_level = 1,
  subject = "AWS::S3::Bucket",
  reads = { "AWS::S3::Bucket", "AWS::S3::AccountPublicAccessBlock" },

  params = {
    count_account = { default = true, about = "a setting of the account counts for all of its buckets" },
  },

  description = [[
S3 Block Public Access has four settings: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy and RestrictPublicBuckets. S3 applies the
stricter of the bucket's and the account's setting. This control requires that each of the four is on for each bucket, by either.
A bucket that a plan creates without a public access block has AWS's default: all four are on.]],

  rationale = [[
One statement of a bucket policy or one grant of an ACL can make a bucket public. With the four settings, S3 refuses or ignores it.]],

  impact = [[
Buckets that are public on purpose (a website without CloudFront) stop working for anonymous users.]],

  default_value = [[
All four settings are on for buckets that were created since April 2023. Older buckets have no settings.]],

  prerequisites = {
    { export = "s3api list-buckets", permission = "s3:ListAllMyBuckets" },
    { export = "s3api get-public-access-block", permission = "s3:GetBucketPublicAccessBlock" },
    { export = "s3control get-public-access-block", permission = "s3:GetAccountPublicAccessBlock" },
  },

  test_plan = [[
1. aws s3control get-public-access-block --account-id ACCOUNT. If all four settings are true, all buckets pass.
2. aws s3api list-buckets
3. For each bucket: aws s3api get-public-access-block --bucket BUCKET. Each setting that the account lacks must be true.
   NoSuchPublicAccessBlockConfiguration says that none is set.]],

  remediation = [[
With the AWS CLI:

    aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration \
      BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true

With Terraform:

    resource "aws_s3_bucket_public_access_block" "logs" {
      bucket                  = aws_s3_bucket.logs.id
      block_public_acls       = true
      ignore_public_acls      = true
      block_public_policy     = true
      restrict_public_buckets = true
    }]],

  backout = [[
Restore the settings that get-public-access-block printed before the change, or: aws s3api delete-public-access-block --bucket BUCKET]],

  references = {
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html",
    "https://aws.amazon.com/blogs/aws/heads-up-amazon-s3-security-changes-are-coming-in-april-of-2023/",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "2.1.4" } },
    { name = "CIS AWS Foundations 4.0", ids = { "2.1.4" } },
    { name = "CIS AWS Foundations 5.0", ids = { "2.1.4" } },
    { name = "CIS AWS Foundations 6.0", ids = { "3.1.4" } },
    { name = "CIS AWS Foundations 7.0", ids = { "3.1.4" } },
    { name = "AWS Security Hub", ids = { "S3.8" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-3", "AC-3(7)", "AC-6", "SC-7", "SC-7(3)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.5.15", "A.8.3" } },
  },

  check = function(bucket, params)
    local options = { account = params.count_account }
    for _, setting in ipairs(requirements.failed(s3.settings, function(name) return s3.is_blocked(bucket, name, options) end)) do
      fail(bucket, "PublicAccessBlock", "{setting} is not on for bucket {name}", { setting = setting, name = label(bucket) }, { detail = setting })
    end
    s3.note_default(bucket)
    pass()
  end,
}
