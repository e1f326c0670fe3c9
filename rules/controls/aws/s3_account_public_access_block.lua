-- Each account blocks public access to all of its S3 buckets.
local requirements = require "requirements"
local s3 = require "s3"

return control {
  id = "aws-s3-account-public-access-block",
  title = "Accounts block public access to all S3 buckets",
  severity = "high",
  profile_level = 1,
  subject = "account",
  reads = { "AWS::S3::AccountPublicAccessBlock" },

  description = [[
An account can turn on the four settings of S3 Block Public Access for all of its buckets and access points, existing and future. This
control requires all four: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy and RestrictPublicBuckets.]],

  rationale = [[
The settings of the account count for each bucket, whatever its owner configures. New buckets and older ones are protected alike.]],

  impact = [[
No bucket of the account can be public. Move public content to an account of its own, or behind CloudFront.]],

  default_value = [[
No setting is on.]],

  prerequisites = {
    { export = "s3control get-public-access-block", permission = "s3:GetAccountPublicAccessBlock" },
  },

  test_plan = [[
aws s3control get-public-access-block --account-id ACCOUNT. All four settings must be true. NoSuchPublicAccessBlockConfiguration says
that none is set.]],

  remediation = [[
With the AWS CLI:

    aws s3control put-public-access-block --account-id ACCOUNT --public-access-block-configuration \
      BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true

With Terraform:

    resource "aws_s3_account_public_access_block" "account" {
      block_public_acls       = true
      ignore_public_acls      = true
      block_public_policy     = true
      restrict_public_buckets = true
    }]],

  backout = [[
Restore the settings that get-public-access-block printed before the change, or: aws s3control delete-public-access-block --account-id ACCOUNT]],

  references = {
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "2.1.4" } },
    { name = "CIS AWS Foundations 4.0", ids = { "2.1.4" } },
    { name = "CIS AWS Foundations 5.0", ids = { "2.1.4" } },
    { name = "CIS AWS Foundations 6.0", ids = { "3.1.4" } },
    { name = "CIS AWS Foundations 7.0", ids = { "3.1.4" } },
    { name = "AWS Security Hub", ids = { "S3.1" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-3", "AC-3(7)", "AC-6", "SC-7", "SC-7(3)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.5.15", "A.8.3" } },
  },

  check = function(account)
    -- each account has one, whether anything is set or not
    local general = find(account:all("AWS::S3::AccountPublicAccessBlock"), function() return true end)
    local block = general.PublicAccessBlock
    for _, setting in ipairs(requirements.failed(s3.settings, function(name) return block ~= nil and block[name] end)) do
      fail(general, "PublicAccessBlock", "{setting} is not on for the account", { setting = setting }, { detail = setting })
    end
    pass()
  end,
}
