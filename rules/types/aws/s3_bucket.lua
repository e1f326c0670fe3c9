-- An S3 bucket (general purpose).
-- Sources: CloudFormation's AWS::S3::Bucket (registry schema), the S3 API model (ListBuckets, GetPublicAccessBlock,
-- GetBucketPolicy, GetBucketAcl, GetBucketVersioning, GetBucketLogging, GetBucketOwnershipControls), the Terraform
-- provider's aws_s3_bucket and the resources that complete it.
--
-- Attributes of aws_s3_bucket itself (policy, versioning, logging, acl, grant) are deprecated copies of what the separate
-- resources specify, so these win.

local names = { kind = "list", single = true, of = { kind = "string" } }
local values = { kind = "list", single = true, of = { kind = "string", scalars = true } }

local function setting(tf)
  return { kind = "bool", always = true, default = false, tf = tf }
end

return type {
  name  = "AWS::S3::Bucket",
  noun  = "bucket",
  nouns = "buckets",
  key   = "BucketName",
  scope = "global",
  label = "BucketName",

  fields = {
    BucketName = { kind = "string", cli = "Name", tf = { aws_s3_bucket = "bucket" } },

    PublicAccessBlock = {
      kind = "object", cli = "PublicAccessBlockConfiguration", tf = { aws_s3_bucket_public_access_block = "." },
      fields = {
        BlockPublicAcls       = setting("block_public_acls"),
        IgnorePublicAcls      = setting("ignore_public_acls"),
        BlockPublicPolicy     = setting("block_public_policy"),
        RestrictPublicBuckets = setting("restrict_public_buckets"),
      },
    },

    Policy = {
      kind = "json", tf = { aws_s3_bucket = "policy", aws_s3_bucket_policy = "policy" }, tf_computed = true,
      fields = {
        Version = { kind = "string" }, Id = { kind = "string" },
        Statement = { kind = "list", single = true, of = { kind = "object", fields = {
          Sid = { kind = "string" }, Effect = { kind = "string" },
          Principal    = { kind = "object", text = "AWS", fields = { AWS = names, Service = names, Federated = names, CanonicalUser = names } },
          NotPrincipal = { kind = "object", text = "AWS", fields = { AWS = names, Service = names, Federated = names, CanonicalUser = names } },
          Action = names, NotAction = names, Resource = names, NotResource = names,
          Condition = { kind = "map", of = { kind = "map", of = values } },
        } } },
      },
    },

    -- a canned ACL ("public-read"); S3 prints the grants that it stands for
    AccessControl = { kind = "string", cli = false, tf = { aws_s3_bucket = "acl", aws_s3_bucket_acl = "acl" }, tf_computed = true },
    AccessControlPolicy = {
      kind = "object", cli = ".", tf = { aws_s3_bucket = ".", aws_s3_bucket_acl = "access_control_policy" }, tf_block = true,
      fields = {
        Grants = { kind = "set", always = true, tf = "grant", of = { kind = "object", fields = {
          Grantee = { kind = "object", always = true, tf = { aws_s3_bucket = ".", aws_s3_bucket_acl = "grantee" }, tf_block = true, fields = {
            Type = { kind = "string", always = true, tf = "type" },
            URI  = { kind = "string", tf = "uri" },
            ID   = { kind = "string", tf = "id" },
          } },
        } } },
      },
    },

    VersioningConfiguration = {
      kind = "object", cli = ".", tf = { aws_s3_bucket = "versioning", aws_s3_bucket_versioning = "versioning_configuration" },
      tf_block = true, tf_computed = "blocks",
      fields = {
        Status = { kind = "string", tf = { aws_s3_bucket = "enabled", aws_s3_bucket_versioning = "status" }, tf_true = "Enabled" },
      },
    },

    LoggingConfiguration = {
      kind = "object", cli = "LoggingEnabled", tf = { aws_s3_bucket = "logging", aws_s3_bucket_logging = "." },
      tf_block = true, tf_computed = "blocks",
      fields = {
        DestinationBucketName = { kind = "string", always = true, cli = "TargetBucket", tf = "target_bucket" },
        LogFilePrefix         = { kind = "string", cli = "TargetPrefix", tf = "target_prefix" },
      },
    },

    OwnershipControls = {
      kind = "object", tf = { aws_s3_bucket_ownership_controls = "." },
      fields = {
        Rules = { kind = "list", always = true, tf = "rule", of = { kind = "object", fields = {
          ObjectOwnership = { kind = "string", always = true, tf = "object_ownership" },
        } } },
      },
    },
  },

  commands = {
    {
      name = "s3api list-buckets", at = "Buckets", many = true, lists = "account",
      -- a list that was asked for with a prefix prints it
      keys = { "Buckets", "Owner", "ContinuationToken", "Prefix" }, more = { "ContinuationToken", "Prefix" },
      gives = { "BucketName" }, permission = "s3:ListAllMyBuckets",
    },
    {
      name = "s3api get-public-access-block", keyed = false, keys = { "PublicAccessBlockConfiguration" },
      any_of = { "PublicAccessBlockConfiguration" }, gives = { "PublicAccessBlock" },
      absent = { errors = { "NoSuchPublicAccessBlockConfiguration" } }, arguments = "--bucket {BucketName}",
      file = "get-public-access-block.{BucketName}.json", permission = "s3:GetBucketPublicAccessBlock",
    },
    {
      name = "s3api get-bucket-policy", keyed = false, keys = { "Policy" }, any_of = { "Policy" }, gives = { "Policy" },
      absent = { errors = { "NoSuchBucketPolicy" } }, arguments = "--bucket {BucketName}",
      file = "get-bucket-policy.{BucketName}.json", permission = "s3:GetBucketPolicy",
    },
    {
      name = "s3api get-bucket-acl", keyed = false, keys = { "Owner", "Grants" }, any_of = { "Grants" },
      gives = { "AccessControlPolicy" }, arguments = "--bucket {BucketName}",
      file = "get-bucket-acl.{BucketName}.json", permission = "s3:GetBucketAcl",
    },
    {
      name = "s3api get-bucket-versioning", keyed = false, keys = { "Status", "MFADelete" }, any_of = { "Status" },
      absent = { empty = true }, gives = { "VersioningConfiguration" }, arguments = "--bucket {BucketName}",
      file = "get-bucket-versioning.{BucketName}.json", permission = "s3:GetBucketVersioning",
    },
    {
      name = "s3api get-bucket-logging", keyed = false, keys = { "LoggingEnabled" }, any_of = { "LoggingEnabled" },
      absent = { empty = true }, gives = { "LoggingConfiguration" }, arguments = "--bucket {BucketName}",
      file = "get-bucket-logging.{BucketName}.json", permission = "s3:GetBucketLogging",
    },
    {
      name = "s3api get-bucket-ownership-controls", keyed = false, keys = { "OwnershipControls" }, any_of = { "OwnershipControls" },
      gives = { "OwnershipControls" }, absent = { errors = { "OwnershipControlsNotFoundError" } }, arguments = "--bucket {BucketName}",
      file = "get-bucket-ownership-controls.{BucketName}.json", permission = "s3:GetBucketOwnershipControls",
    },
  },

  parts = {
    { tf = "aws_s3_bucket_public_access_block", refers = "bucket", to = { "id", "bucket", "arn" }, fields = { "PublicAccessBlock" } },
    { tf = "aws_s3_bucket_policy", refers = "bucket", to = { "id", "bucket" }, fields = { "Policy" } },
    { tf = "aws_s3_bucket_acl", refers = "bucket", to = { "id", "bucket" }, fields = { "AccessControl", "AccessControlPolicy" } },
    { tf = "aws_s3_bucket_versioning", refers = "bucket", to = { "id", "bucket" }, fields = { "VersioningConfiguration" } },
    { tf = "aws_s3_bucket_logging", refers = "bucket", to = { "id", "bucket" }, fields = { "LoggingConfiguration" } },
    { tf = "aws_s3_bucket_ownership_controls", refers = "bucket", to = { "id", "bucket" }, fields = { "OwnershipControls" } },
  },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_s3_bucket" }, provider = "aws", region = "region", carriers = {
    "awscc_s3_bucket", "awscc_s3_bucket_policy", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
