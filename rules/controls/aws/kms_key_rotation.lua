-- Each customer-managed key whose material AWS can rotate is rotated.
local kms = require "kms"

return control {
  id = "aws-kms-key-rotation",
  title = "KMS keys are rotated",
  severity = "medium",
  profile_level = 2,
  subject = "AWS::KMS::Key",
  reads = { "AWS::KMS::Key" },

  description = [[
KMS can replace the material of a symmetric key automatically, each year by default, and keeps the earlier material for decryption. This
control requires that automatic rotation is on. Not applicable are keys that KMS does not rotate: keys of AWS, asymmetric and HMAC keys,
keys with imported material or in a custom key store, and keys that wait for deletion. A replica key follows its primary key.]],

  rationale = [[
Rotation limits how much data one piece of key material protects, and how long a leaked one is of use.]],

  impact = [[
None for applications: the id of the key stays. KMS charges for the first two additional pieces of material.]],

  default_value = [[
Automatic rotation is off.]],

  prerequisites = {
    { export = "kms list-keys", permission = "kms:ListKeys" },
    { export = "kms describe-key", permission = "kms:DescribeKey" },
    { export = "kms get-key-rotation-status", permission = "kms:GetKeyRotationStatus" },
  },

  test_plan = [[
1. For each Region: aws kms list-keys --region REGION
2. For each key: aws kms describe-key --key-id ARN. Skip it unless KeyManager is CUSTOMER, KeySpec SYMMETRIC_DEFAULT and Origin AWS_KMS,
   or if KeyState is PendingDeletion or PendingReplicaDeletion.
3. aws kms get-key-rotation-status --key-id ARN: KeyRotationEnabled must be true.]],

  remediation = [[
With the AWS CLI, for the primary key: aws kms enable-key-rotation --key-id ARN

With Terraform, in the aws_kms_key resource:

    enable_key_rotation = true]],

  backout = [[
aws kms disable-key-rotation --key-id ARN]],

  references = {
    "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    "https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html",
    "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "3.6" } },
    { name = "CIS AWS Foundations 4.0", ids = { "3.6" } },
    { name = "CIS AWS Foundations 5.0", ids = { "3.6" } },
    { name = "CIS AWS Foundations 6.0", ids = { "4.6" } },
    { name = "CIS AWS Foundations 7.0", ids = { "4.6" } },
    { name = "AWS Security Hub", ids = { "KMS.4" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "SC-12", "SC-12(2)", "SC-28(3)" } },
    { name = "PCI DSS 4.0", by_analogy = true, ids = { "3.7.4" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.24" } },
  },

  check = function(key)
    if not kms.can_rotate(key) then not_applicable() end
    if not kms.rotates(key) then
      fail(key, "EnableKeyRotation", "automatic rotation of key {name} is off", { name = label(key) })
    end
    pass()
  end,
}
