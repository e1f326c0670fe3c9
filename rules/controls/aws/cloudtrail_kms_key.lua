-- CloudTrail trails encrypt their log files with a KMS key of the customer.
local customer_keys = require "customer_keys"

return control {
  id = "aws-cloudtrail-kms-key",
  title = "CloudTrail trails encrypt their log files with a customer managed KMS key",
  severity = "medium",
  profile_level = 2,
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },

  description = [[
CloudTrail encrypts log files with keys of Amazon S3 (SSE-S3), or with a KMS key of the customer (SSE-KMS). This control requires
a KMS key for every trail. A key that the same plan creates counts.]],

  rationale = [[
With a KMS key, a reader of the log files needs the permission to decrypt with the key beside the permission to read the bucket.
The use of the key is itself recorded, and the key can be disabled.]],

  impact = [[
KMS charges for the key and its use. If the key is deleted, the log files can't be read; if its policy denies CloudTrail, no log
files are delivered.]],

  default_value = [[
The console creates trails with a KMS key. The API, the AWS CLI and Terraform set none: SSE-S3 encrypts the log files.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
  },

  test_plan = [[
In each Region: aws cloudtrail describe-trails --region REGION; each trail must have a KmsKeyId.]],

  remediation = [[
The policy of the key must let cloudtrail.amazonaws.com call kms:GenerateDataKey* and kms:DescribeKey.
With the AWS CLI, in the trail's home Region: aws cloudtrail update-trail --name TRAIL --kms-key-id KEY-ARN
With Terraform, in the aws_cloudtrail resource: kms_key_id = aws_kms_key.trail.arn]],

  backout = [[
aws cloudtrail update-trail --name TRAIL --kms-key-id "" (log files that were encrypted with the key still need it).]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html",
    "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "3.5" } },
    { name = "CIS AWS Foundations 4.0", ids = { "3.5" } },
    { name = "CIS AWS Foundations 5.0", ids = { "3.5" } },
    { name = "CIS AWS Foundations 6.0", ids = { "4.5" } },
    { name = "CIS AWS Foundations 7.0", ids = { "4.5" } },
    { name = "AWS Security Hub", ids = { "CloudTrail.2" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-9", "SC-12", "SC-28" } },
  },

  check = function(trail)
    if not is_set(trail, "KMSKeyId") then
      fail(trail, "KMSKeyId", "trail {name} has no KMS key", { name = label(trail) })
    end
    if customer_keys.is_aws_managed(trail, "KMSKeyId") then
      fail(trail, "KMSKeyId", "{key} of trail {name} is an AWS managed key, which CloudTrail can't use", { name = label(trail), key = trail.KMSKeyId })
    end
    pass()
  end,
}
