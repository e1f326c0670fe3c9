-- Each S3 bucket refuses requests without TLS.
local policies = require "policies"

-- the request that must be denied
local WITHOUT_TLS = { ["aws:securetransport"] = { kind = "bool", value = "false" } }
-- AWS documents that a statement for all versions below 1.2 denies requests without TLS, too, and not what their version is ("0")
local OLD_TLS = { "0", "1.0", "1.1" }

-- the partition of a bucket: S3 accepts no policy that names the bucket of another one
local function partition_of(policy)
  for _, name in ipairs({ "aws-us-gov", "aws-cn" }) do
    local head = "arn:" .. name .. ":"
    if any(policy.Statement, function(s) return any(s.Resource, function(text) return string.sub(text, 1, #head) == head end) end) then
      return name
    end
  end
  return "aws"
end

local function denies(policy, arn, request)
  return any(policy.Statement, function(s)
    return policies.is_deny(s) and policies.is_everyone(s) and policies.covers_actions(s, "s3:?*")
      and policies.covers_resources(s, arn) and policies.holds(s, request)
  end)
end

local function denies_old_tls(policy, arn)
  for _, version in ipairs(OLD_TLS) do
    if not denies(policy, arn, { ["s3:tlsversion"] = { kind = "number", value = version } }) then
      return false -- survives: nil counts as false
    end
  end
  return true
end

return control {
  id = "aws-s3-bucket-tls-only",
  title = "S3 buckets deny requests without TLS",
  severity = "medium",
  profile_level = 2,
  subject = "AWS::S3::Bucket",
  reads = { "AWS::S3::Bucket" },

  description = [[
The endpoints of S3 accept HTTP. This control requires that the policy of each bucket denies every request without TLS: Deny statements
for all principals and all S3 actions that apply where aws:SecureTransport is false, and together cover the bucket and its objects. Deny
statements for TLS versions below 1.2 count as well.]],

  rationale = [[
A request without TLS shows its data, and the session token of its sender, to everyone on the path.]],

  impact = [[
Clients that use HTTP, or an old version of TLS, are refused.]],

  default_value = [[
A bucket has no policy, and S3 accepts HTTP.]],

  prerequisites = {
    { export = "s3api list-buckets", permission = "s3:ListAllMyBuckets" },
    { export = "s3api get-bucket-policy", permission = "s3:GetBucketPolicy" },
  },

  test_plan = [[
1. aws s3api list-buckets
2. For each bucket: aws s3api get-bucket-policy --bucket BUCKET. A statement must have Effect Deny, Principal "*", Action "s3:*" (or "*"),
   Condition {"Bool": {"aws:SecureTransport": "false"}} and no other condition. Its Resource must contain the ARN of the bucket and
   the same with "/*", or two statements must do this together. NoSuchBucketPolicy: the bucket fails.]],

  remediation = [[
Add this statement to the policy of the bucket:

    {
      "Sid": "DenyWithoutTLS", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
      "Resource": ["arn:aws:s3:::BUCKET", "arn:aws:s3:::BUCKET/*"],
      "Condition": {"Bool": {"aws:SecureTransport": "false"}}
    }

With the AWS CLI: aws s3api put-bucket-policy --bucket BUCKET --policy file://policy.json replaces the whole policy. With Terraform, use
aws_s3_bucket_policy.]],

  backout = [[
Restore the policy that get-bucket-policy printed before the change, or: aws s3api delete-bucket-policy --bucket BUCKET]],

  references = {
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "2.1.1" } },
    { name = "CIS AWS Foundations 4.0", ids = { "2.1.1" } },
    { name = "CIS AWS Foundations 5.0", ids = { "2.1.1" } },
    { name = "CIS AWS Foundations 6.0", ids = { "3.1.1" } },
    { name = "CIS AWS Foundations 7.0", ids = { "3.1.1" } },
    { name = "AWS Security Hub", ids = { "S3.5" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-17(2)", "IA-5(1)", "SC-8", "SC-8(1)", "SC-13", "SC-23" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.24" } },
  },

  check = function(bucket)
    local policy, name = bucket.Policy, label(bucket)
    if policy == nil then
      fail(bucket, "Policy", "bucket {name} has no policy, so it accepts requests without TLS", { name = name })
      pass()
    end
    local arn = "arn:" .. partition_of(policy) .. ":s3:::" .. bucket.BucketName
    for _, target in ipairs({ arn, arn .. "/*" }) do
      local plain = denies(policy, target, WITHOUT_TLS)
      if not plain and not denies_old_tls(policy, target) then
        fail(bucket, "Policy", "the policy of bucket {name} does not deny all requests without TLS for {arn}",
          { name = name, arn = target }, { detail = target })
      elseif not plain then
        note(bucket, "Policy", "the policy of bucket {name} denies old versions of TLS for {arn}, but does not name aws:SecureTransport",
          { name = name, arn = target })
      end
    end
    pass()
  end,
}
