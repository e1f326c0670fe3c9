-- A KMS key.
-- Sources: CloudFormation's AWS::KMS::Key (registry schema), the KMS API model (ListKeys, DescribeKey, GetKeyRotationStatus),
-- the Terraform provider's aws_kms_key. Keys with imported material and replica keys have Terraform types of their own, which
-- are not read: no control asks about them in a plan.
return type {
  name  = "AWS::KMS::Key",
  noun  = "key",
  nouns = "keys",
  key   = "Arn",
  label = "KeyId",
  regional = true,

  fields = {
    Arn   = { kind = "string", cli = { "Arn", "KeyArn" }, tf = "arn" },
    KeyId = { kind = "string", always = true, tf = "key_id" },
    EnableKeyRotation = { kind = "bool", always = true, default = false, cli = "KeyRotationEnabled", tf = "enable_key_rotation" },
    KeySpec = { kind = "string", always = true, default = "SYMMETRIC_DEFAULT", tf = "customer_master_key_spec" },
    -- Terraform creates other material by other resources, or in a custom key store
    Origin = { kind = "string", always = true, default = "AWS_KMS", tf = { aws_kms_key = false } },
    CustomKeyStoreId = { kind = "string", tf = "custom_key_store_id", tf_newer = true },
    KeyManager = { kind = "string", always = true, default = "CUSTOMER", tf = { aws_kms_key = false } },
    KeyState   = { kind = "string", always = true, default = "Enabled", tf = { aws_kms_key = false } },
    PrimaryKeyArn = { kind = "string", cli = "MultiRegionConfiguration.PrimaryKey.Arn", tf = { aws_kms_key = false } },
  },

  commands = {
    {
      name = "kms list-keys", at = "Keys", many = true, lists = "region",
      keys = { "Keys", "NextMarker", "Truncated", "NextToken" }, more = { "NextMarker", "Truncated", "NextToken" },
      gives = { "Arn", "KeyId" }, permission = "kms:ListKeys",
    },
    {
      name = "kms describe-key", at = "KeyMetadata", keys = { "KeyMetadata" },
      gives = { "Arn", "KeyId", "KeySpec", "Origin", "CustomKeyStoreId", "KeyManager", "KeyState", "PrimaryKeyArn" },
      arguments = "--key-id {Arn}", file = "describe-key.{KeyId}.json", permission = "kms:DescribeKey",
    },
    {
      name = "kms get-key-rotation-status", keyed = false,
      keys = { "KeyRotationEnabled", "KeyId", "RotationPeriodInDays", "NextRotationDate", "OnDemandRotationStartDate" },
      any_of = { "KeyRotationEnabled" }, gives = { "EnableKeyRotation" },
      -- the answer about an asymmetric or HMAC key, or one with other material
      arguments = "--key-id {Arn}", file = "get-key-rotation-status.{KeyId}.json", permission = "kms:GetKeyRotationStatus",
    },
  },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_kms_key" }, provider = "aws", region = "region", carriers = {
    "awscc_kms_key", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::KMS::Key", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
