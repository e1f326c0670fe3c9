-- The bucket of each CloudTrail trail has server access logging.
local trail_buckets = require "trail_buckets"

return control {
  id = "aws-cloudtrail-bucket-access-logging",
  title = "The S3 bucket of each CloudTrail trail has server access logging",
  severity = "low",
  profile_level = 1,
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail", "AWS::S3::Bucket" },

  description = [[
Server access logging writes a record of each request to a bucket into another bucket. This control requires it for the bucket to
which a trail delivers. A bucket of another account is unknown.]],

  rationale = [[
The records show who read, changed or deleted log files of the trail, also by requests that CloudTrail does not record.]],

  impact = [[
The access logs are stored in the target bucket, and are charged as any object. Requests by CloudTrail are logged, too.]],

  default_value = [[
A bucket has no server access logging.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "s3api list-buckets", permission = "s3:ListAllMyBuckets" },
    { export = "s3api get-bucket-logging", permission = "s3:GetBucketLogging" },
  },

  test_plan = [[
1. In each Region: aws cloudtrail describe-trails --region REGION; note the S3BucketName of each trail.
2. For each: aws s3api get-bucket-logging --bucket BUCKET; LoggingEnabled must have a TargetBucket. No output says that logging is off.]],

  remediation = [[
The policy of the target bucket must let logging.s3.amazonaws.com call s3:PutObject. With the AWS CLI:

    aws s3api put-bucket-logging --bucket BUCKET --bucket-logging-status \
      '{"LoggingEnabled": {"TargetBucket": "TARGET", "TargetPrefix": "trail/"}}'

With Terraform:

    resource "aws_s3_bucket_logging" "trail" {
      bucket        = aws_s3_bucket.trail.id
      target_bucket = aws_s3_bucket.access_logs.id
      target_prefix = "trail/"
    }]],

  backout = [[
aws s3api put-bucket-logging --bucket BUCKET --bucket-logging-status '{}']],

  references = {
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "3.4" } },
    { name = "CIS AWS Foundations 4.0", ids = { "3.4" } },
    { name = "CIS AWS Foundations 5.0", ids = { "3.4" } },
    { name = "CIS AWS Foundations 6.0", ids = { "4.4" } },
    { name = "CIS AWS Foundations 7.0", ids = { "4.4" } },
    { name = "AWS Security Hub", ids = { "CloudTrail.7" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-2", "AU-9", "AU-12" } },
  },

  check = function(trail)
    local bucket = trail_buckets.of(trail, "aws s3api get-bucket-logging")
    if not is_set(bucket, "LoggingConfiguration") then
      fail(bucket, "LoggingConfiguration", "bucket {bucket} of trail {name} has no server access logging", { bucket = label(bucket), name = label(trail) })
    end
    pass()
  end,
}
