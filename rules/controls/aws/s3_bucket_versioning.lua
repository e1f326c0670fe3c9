-- Each S3 bucket keeps versions of its objects.
return control {
  id = "aws-s3-bucket-versioning",
  title = "S3 buckets keep versions of objects",
  severity = "low",
  subject = "AWS::S3::Bucket",
  reads = { "AWS::S3::Bucket" },

  description = [[
A bucket with versioning keeps the earlier versions of an object when it is overwritten or deleted. This control requires that versioning
is enabled. A bucket whose versioning is suspended keeps no new versions, and fails.]],

  rationale = [[
Without versions, an object that is deleted or overwritten, by mistake or by an attacker, is lost.]],

  impact = [[
Earlier versions take storage until a lifecycle rule deletes them.]],

  default_value = [[
Versioning is not enabled.]],

  prerequisites = {
    { export = "s3api list-buckets", permission = "s3:ListAllMyBuckets" },
    { export = "s3api get-bucket-versioning", permission = "s3:GetBucketVersioning" },
  },

  test_plan = [[
1. aws s3api list-buckets
2. For each bucket: aws s3api get-bucket-versioning --bucket BUCKET. Status must be Enabled. The command prints nothing for a bucket
   whose versioning was never enabled.]],

  remediation = [[
With the AWS CLI:

    aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled

With Terraform:

    resource "aws_s3_bucket_versioning" "logs" {
      bucket = aws_s3_bucket.logs.id
      versioning_configuration {
        status = "Enabled"
      }
    }]],

  backout = [[
aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Suspended. Versions that exist stay.]],

  references = {
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html",
  },

  frameworks = {
    { name = "AWS Security Hub", ids = { "S3.14" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-9(2)", "CP-9", "CP-10", "SC-5(2)", "SI-12" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.13" } },
  },

  check = function(bucket)
    local versioning = bucket.VersioningConfiguration
    local status = versioning and versioning.Status
    if status == "Enabled" then pass() end
    fail(versioning or bucket, versioning and "Status" or "VersioningConfiguration",
      status == "Suspended" and "versioning of bucket {name} is suspended" or "bucket {name} keeps no versions", { name = label(bucket) })
  end,
}
