-- A policy of IAM: a managed policy, or one that a Terraform resource adds to a user, group or role (an inline policy).
-- Sources: CloudFormation's AWS::IAM::ManagedPolicy (registry schema), the IAM API model (GetAccountAuthorizationDetails), the
-- Terraform provider's aws_iam_policy, aws_iam_role_policy, aws_iam_user_policy and aws_iam_group_policy.
-- AWS lists inline policies without an id of their own, so exports do not show them here.

local names = { kind = "list", single = true, of = { kind = "string" } }
local values = { kind = "list", single = true, of = { kind = "string", scalars = true } }

local document = {
  Version = { kind = "string" }, Id = { kind = "string" },
  Statement = { kind = "list", single = true, of = { kind = "object", fields = {
    Sid = { kind = "string" }, Effect = { kind = "string" }, Action = names, NotAction = names, Resource = names, NotResource = names,
    Condition = { kind = "map", of = { kind = "map", of = values } },
  } } },
}

local MANAGED, INLINE = "aws_iam_policy", { "aws_iam_group_policy", "aws_iam_role_policy", "aws_iam_user_policy" }

-- the name in aws_iam_policy and in the others
local function everywhere(name, inline)
  return { [MANAGED] = name, [INLINE[1]] = inline, [INLINE[2]] = inline, [INLINE[3]] = inline }
end

return type {
  name  = "AWS::IAM::ManagedPolicy",
  noun  = "policy",
  nouns = "policies",
  key   = "PolicyArn",
  label = "PolicyName",

  fields = {
    -- an inline policy has none
    PolicyArn  = { kind = "string", cli = "Arn", tf = everywhere("arn", false) },
    PolicyName = { kind = "string", always = true, tf = everywhere("name", "name") },
    PolicyDocument = { kind = "json", cli = false, tf = everywhere("policy", "policy"), fields = document },
    PolicyVersionList = { kind = "list", always = true, tf = everywhere(false, false), of = { kind = "object", fields = {
      IsDefaultVersion = { kind = "bool", always = true },
      Document = { kind = "json", always = true, fields = document },
    } } },
  },

  -- a changed document is a new version, and the default one
  exclusive = { { "PolicyDocument", "PolicyVersionList" } },

  commands = { {
    name = "iam get-account-authorization-details", at = "Policies", many = true, lists = "account",
    keys = { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "IsTruncated", "Marker" }, more = { "IsTruncated", "Marker" },
    whole = { "filter=LocalManagedPolicy" },
    gives = { "PolicyArn", "PolicyName", "PolicyVersionList" }, permission = "iam:GetAccountAuthorizationDetails",
  } },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_iam_policy", "aws_iam_group_policy", "aws_iam_role_policy", "aws_iam_user_policy" }, provider = "aws", carriers = {
    "awscc_iam_managed_policy", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::IAM::ManagedPolicy", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
