-- An inline policy of a role.
-- Sources: CloudFormation's AWS::IAM::RolePolicy (registry schema), the IAM API model (GetAccountAuthorizationDetails), the Terraform
-- provider's aws_iam_role_policy.
-- AWS has no ARN for it. Its key is the ARN of the role and the policy's name.

local names = { kind = "list", single = true, of = { kind = "string" } }
local values = { kind = "list", single = true, of = { kind = "string", scalars = true } }

return type {
  name  = "AWS::IAM::RolePolicy",
  noun  = "inline policy of a role",
  nouns = "inline policies of roles",
  key   = "PolicyId",
  label = "FullName",

  fields = {
    PolicyId   = { kind = "string", made_of = "{RoleArn}:{PolicyName}" },
    -- Terraform's id of it
    FullName   = { kind = "string", made_of = "{RoleName}:{PolicyName}" },
    RoleArn    = { kind = "string", always = true, around = true, cli = "Arn", tf = { aws_iam_role_policy = false, aws_iam_role = false } },
    RoleName   = { kind = "string", always = true, around = true, tf = { aws_iam_role_policy = "role", aws_iam_role = "name" } },
    PolicyName = { kind = "string", always = true, tf = "name" },
    PolicyDocument = { kind = "json", always = true, tf = "policy", fields = {
      Version = { kind = "string" }, Id = { kind = "string" },
      Statement = { kind = "list", single = true, of = { kind = "object", fields = {
        Sid = { kind = "string" }, Effect = { kind = "string" }, Action = names, NotAction = names, Resource = names, NotResource = names,
        Condition = { kind = "map", of = { kind = "map", of = values } },
      } } },
    } },
  },

  commands = { {
    name = "iam get-account-authorization-details", at = "RoleDetailList[].RolePolicyList[]", lists = "account",
    keys = { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "IsTruncated", "Marker" }, more = { "IsTruncated", "Marker" },
    -- every account has roles that services own: without one, the output was filtered
    never_empty = { "RoleDetailList" }, whole = { "filter=Role" },
    gives = { "PolicyId", "FullName", "RoleArn", "RoleName", "PolicyName", "PolicyDocument" }, permission = "iam:GetAccountAuthorizationDetails",
  } },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_iam_role_policy" }, provider = "aws", carriers = {
    { type = "aws_iam_role", attribute = "inline_policy", blocks = true },
    "awscc_iam_role", "awscc_iam_role_policy", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::IAM::Role", "AWS::IAM::RolePolicy", "AWS::IAM::Policy", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
