-- The bucket of each CloudTrail trail is not public.
local s3 = require "s3"
local trail_buckets = require "trail_buckets"

return control {
  id = "aws-cloudtrail-bucket-not-public",
  title = "The S3 bucket of each CloudTrail trail is not public",
  severity = "critical",
  profile_level = 1,
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail", "AWS::S3::Bucket", "AWS::S3::AccountPublicAccessBlock" },

  description = [[
A statement of a bucket policy that allows everyone, or a grant of an ACL to everyone or to all AWS users, makes a bucket public. This
control requires that the bucket to which a trail delivers has neither, unless the public access block of the bucket or the account,
or the ownership of its objects, neutralises it. A bucket of another account is unknown.]],

  rationale = [[
The log files describe the resources and the users of an account. Who can read them can plan an attack; who can write them can hide one.]],

  impact = [[
None: nobody but auditors reads the log files of a trail.]],

  default_value = [[
A bucket has no policy and no public grants. Buckets that were created since April 2023 block public access and ignore ACLs.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "s3api list-buckets", permission = "s3:ListAllMyBuckets" },
    { export = "s3api get-bucket-policy", permission = "s3:GetBucketPolicy" },
    { export = "s3api get-bucket-acl", permission = "s3:GetBucketAcl" },
    { export = "s3api get-public-access-block", permission = "s3:GetBucketPublicAccessBlock" },
    { export = "s3api get-bucket-ownership-controls", permission = "s3:GetBucketOwnershipControls" },
    { export = "s3control get-public-access-block", permission = "s3:GetAccountPublicAccessBlock" },
  },

  test_plan = [[
1. In each Region: aws cloudtrail describe-trails --region REGION; note the S3BucketName of each trail.
2. aws s3api get-public-access-block --bucket BUCKET, and aws s3control get-public-access-block --account-id ACCOUNT. If RestrictPublicBuckets
   and IgnorePublicAcls are true in one of them, the bucket is not public.
3. aws s3api get-bucket-policy --bucket BUCKET; no statement may allow "*" without a condition on fixed callers, unless
   RestrictPublicBuckets is true.
4. aws s3api get-bucket-acl --bucket BUCKET; no grantee may be AllUsers or AuthenticatedUsers, unless IgnorePublicAcls is true or
   get-bucket-ownership-controls shows BucketOwnerEnforced.]],

  remediation = [[
aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration \
  BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
Then remove the statement from the bucket's policy, or the grant from its ACL.]],

  backout = [[
Restore the settings that get-public-access-block printed before the change, or: aws s3api delete-public-access-block --bucket BUCKET]],

  references = {
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 1.4", ids = { "3.3" } },
    { name = "CIS AWS Foundations 2.0", ids = { "3.3" } },
    { name = "AWS Security Hub", ids = { "CloudTrail.6" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-3", "AC-6", "AU-9" } },
  },

  check = function(trail)
    local bucket = trail_buckets.of(trail, "aws s3api get-bucket-policy-status, get-bucket-acl, get-public-access-block")
    local names = { bucket = label(bucket), name = label(trail) }
    local statement, grant = trail_buckets.public_parts(bucket)
    if statement then
      fail(statement, nil, "a statement of the policy of bucket {bucket}, to which trail {name} delivers, allows everyone", names)
    end
    if grant then
      fail(grant, grant == bucket and "AccessControl" or nil, "the ACL of bucket {bucket}, to which trail {name} delivers, has a grant to everyone or to all AWS users", names)
    end
    s3.note_default(bucket)
    pass()
  end,
}
