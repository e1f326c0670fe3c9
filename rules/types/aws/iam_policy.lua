-- A managed policy of IAM: one of the customer, or one that AWS manages.
-- Sources: CloudFormation's AWS::IAM::ManagedPolicy (registry schema), the IAM API model (GetAccountAuthorizationDetails), the
-- Terraform provider's aws_iam_policy.

local names = { kind = "list", single = true, of = { kind = "string" } }
local values = { kind = "list", single = true, of = { kind = "string", scalars = true } }

local document = {
  Version = { kind = "string" }, Id = { kind = "string" },
  Statement = { kind = "list", single = true, of = { kind = "object", fields = {
    Sid = { kind = "string" }, Effect = { kind = "string" }, Action = names, NotAction = names, Resource = names, NotResource = names,
    Condition = { kind = "map", of = { kind = "map", of = values } },
  } } },
}

return type {
  name  = "AWS::IAM::ManagedPolicy",
  noun  = "managed policy",
  nouns = "managed policies",
  key   = "PolicyArn",
  label = "PolicyName",

  fields = {
    PolicyArn  = { kind = "string", cli = "Arn", tf = "arn" },
    PolicyName = { kind = "string", always = true, tf = "name" },
    PolicyDocument = { kind = "json", cli = false, tf = "policy", fields = document },
    PolicyVersionList = { kind = "list", always = true, tf = { aws_iam_policy = false }, of = { kind = "object", fields = {
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
  terraform = { types = { "aws_iam_policy" }, provider = "aws", carriers = {
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
