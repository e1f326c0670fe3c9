-- No policy of an account allows all actions on all resources.
local iam_policies = require "iam_policies"
local policies = require "policies"

local PARTITIONS = { "aws", "aws-cn", "aws-us-gov" }

-- all actions, or all but some
local function allows_all_actions(s)
  if len(s.NotAction) > 0 or len(s.Action) == 0 then return policies.overlaps_actions(s, "?*:?*") end
  return policies.covers_actions(s, "?*:?*")
end

-- "*", every ARN of a partition, or all but some
local function names_all_resources(s)
  if len(s.NotResource) > 0 or len(s.Resource) == 0 then return policies.overlaps_resources(s, "*") end
  for _, partition in ipairs(PARTITIONS) do
    if policies.covers_resources(s, "arn:" .. partition .. ":?*:*:*:?*") then return true end
  end
  return false -- survives: nil counts as false
end

return control {
  id = "aws-iam-no-full-admin-policy",
  title = "No IAM policy allows all actions on all resources",
  severity = "high",
  profile_level = 1,
  subject = { "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy" },
  reads = { "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy" },

  description = [[
A statement that allows every action ("*", or all but those of NotAction) on every resource ("*", every ARN, or all but those of
NotResource) makes an administrator of everyone with the policy. This control requires that no customer-managed policy and no inline
policy of a role, user or group contains one, attached or not, with or without a condition. Policies that AWS manages are not applicable.
An inline policy is named by the ARN of its role, user or group and its own name. In a plan, blocks inline_policy that a change of a role
creates or changes are policies, too; if the name of one is known only after apply, the account is unknown. A plan does not show what
aws_iam_role_policies_exclusive and its siblings for users and groups will delete, so an exported policy fails until it is gone.]],

  rationale = [[
Whoever takes over one identity with such a policy owns the account. A policy with the actions that are needed limits the damage.]],

  impact = [[
Administrators need another way in, such as the policy AdministratorAccess of AWS on a role that is watched.]],

  default_value = [[
A new account has no customer-managed policy and no inline policy.]],

  prerequisites = {
    { export = "iam get-account-authorization-details", permission = "iam:GetAccountAuthorizationDetails" },
  },

  test_plan = [[
aws iam get-account-authorization-details: no statement may have Effect Allow with Action "*" (or NotAction) and Resource "*" (or
NotResource) in the default version of a policy in Policies, or in a PolicyDocument in a UserPolicyList, GroupPolicyList or RolePolicyList.
Without roles, the output was filtered, and says nothing about inline policies.]],

  remediation = [[
Replace the statement by the actions and resources that are used: IAM Access Analyzer can generate a policy from CloudTrail events.

With the AWS CLI: aws iam create-policy-version --policy-arn ARN --policy-document file://policy.json --set-as-default, and for an
inline policy aws iam put-role-policy, put-user-policy or put-group-policy.

With Terraform, change the policy argument of the resource.]],

  backout = [[
aws iam set-default-policy-version --policy-arn ARN --version-id VERSION, with the version that was the default before the change. Of an
inline policy, put the document that the export shows.]],

  references = {
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "1.16" } },
    { name = "CIS AWS Foundations 4.0", ids = { "1.16" } },
    { name = "CIS AWS Foundations 5.0", ids = { "1.15" } },
    { name = "CIS AWS Foundations 6.0", ids = { "2.15" } },
    { name = "CIS AWS Foundations 7.0", ids = { "2.14" } },
    { name = "AWS Security Hub", ids = { "IAM.1" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-2", "AC-3", "AC-5", "AC-6", "AC-6(2)", "AC-6(10)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.2" } },
  },

  check = function(policy)
    if iam_policies.is_of_aws(policy) then not_applicable() end
    local document = iam_policies.document(policy)
    for s in filter(document.Statement, function(s) return policies.is_allow(s) and allows_all_actions(s) and names_all_resources(s) end) do
      fail(s, nil, "policy {name} allows all actions on all resources", { name = label(policy) })
    end
    pass()
  end,
}
