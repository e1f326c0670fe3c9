return control {
  id       = "aws-cloudtrail-encrypted",
  title    = "CloudTrail trails are encrypted with a KMS key",
  severity = "medium",
  subject  = "AWS::CloudTrail::Trail",
  reads    = { "AWS::CloudTrail::Trail" },

  description = [[
CloudTrail encrypts the records that it delivers with keys of S3 (SSE-S3), or with a key of AWS KMS if the trail has one.]],
  rationale = [[
With a KMS key, a reader of the records needs permission for the key as well as for the bucket, and each use of the key is recorded.]],
  impact = [[
AWS charges for the use of a KMS key, and readers of the records need kms:Decrypt.]],
  default_value = [[
A trail has no KMS key: SSE-S3.]],
  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
  },
  test_plan = [[
For each Region: aws cloudtrail describe-trails --region REGION; every trail has a KmsKeyId.]],
  remediation = [[
Set a key whose policy allows CloudTrail to encrypt: aws cloudtrail update-trail --name TRAIL --kms-key-id KEY, or
kms_key_id in the aws_cloudtrail resource.]],
  backout = [[
aws cloudtrail update-trail --name TRAIL --kms-key-id "" removes the key from the trail. Keep the key as long as records are encrypted with it.]],
  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  },
  frameworks = {
    { name = "AWS Security Hub", ids = { "CloudTrail.2" } },
    { name = "CIS AWS Foundations 3.0 to 5.0", ids = { "3.5" } },
    { name = "CIS AWS Foundations 6.0, 7.0", ids = { "4.5" } },
  },

  check = function(trail)
    -- the key itself does not matter: in a plan it may be known only after apply
    if not is_set(trail, "KMSKeyId") then
      fail(trail, "KMSKeyId", "trail {name} has no KMS key", { name = label(trail) })
    end
    pass()
  end,
}
