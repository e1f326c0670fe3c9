return control {
  id       = "aws-cloudtrail-encrypted",
  title    = "CloudTrail trails are encrypted with a KMS key",
  severity = "medium",
  subject  = "AWS::CloudTrail::Trail",
  reads    = { "AWS::CloudTrail::Trail" },

  description = [[
CloudTrail encrypts the records it delivers with keys of S3 (SSE-S3), or with a key of AWS KMS where the trail names one.]],
  rationale = [[
With a KMS key of one's own a reader of the records needs the key's permission beside the bucket's, and each use of the key is recorded.]],
  impact = [[
Use of a KMS key is charged for, and who reads the records needs kms:Decrypt.]],
  default_value = [[
A trail has no KMS key: SSE-S3.]],
  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
  },
  test_plan = [[
For each Region: aws cloudtrail describe-trails --region REGION; every trail has a KmsKeyId.]],
  remediation = [[
Give the trail a key whose policy lets CloudTrail encrypt: aws cloudtrail update-trail --name TRAIL --kms-key-id KEY, or
kms_key_id in the aws_cloudtrail resource.]],
  backout = [[
aws cloudtrail update-trail --name TRAIL --kms-key-id "" takes the key away; keep the key as long as records need it.]],
  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  },
  frameworks = {
    { name = "AWS Security Hub", ids = { "CloudTrail.2" } },
    { name = "CIS AWS Foundations 3.0 to 5.0", ids = { "3.5" } },
    { name = "CIS AWS Foundations 6.0, 7.0", ids = { "4.5" } },
  },

  check = function(trail)
    -- which key it is does not matter: a plan may know it only after apply
    if not is_set(trail, "KMSKeyId") then
      fail(trail, "KMSKeyId", "trail {name} has no KMS key", { name = label(trail) })
    end
    pass()
  end,
}
