-- An inline policy of a group.
-- Sources: CloudFormation's AWS::IAM::GroupPolicy (registry schema), the IAM API model (GetAccountAuthorizationDetails), the Terraform
-- provider's aws_iam_group_policy.
-- AWS has no ARN for it. Its key is the ARN of the group and the policy's name.

local names = { kind = "list", single = true, of = { kind = "string" } }
local values = { kind = "list", single = true, of = { kind = "string", scalars = true } }

return type {
  name  = "AWS::IAM::GroupPolicy",
  noun  = "inline policy of a group",
  nouns = "inline policies of groups",
  key   = "PolicyId",
  label = "FullName",

  fields = {
    PolicyId   = { kind = "string", made_of = "{GroupArn}:{PolicyName}" },
    -- Terraform's id of it
    FullName   = { kind = "string", made_of = "{GroupName}:{PolicyName}" },
    GroupArn    = { kind = "string", always = true, around = true, cli = "Arn", tf = { aws_iam_group_policy = false } },
    GroupName   = { kind = "string", always = true, around = true, tf = "group" },
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
    name = "iam get-account-authorization-details", at = "GroupDetailList[].GroupPolicyList[]", lists = "account",
    keys = { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "IsTruncated", "Marker" }, more = { "IsTruncated", "Marker" },
    -- every account has roles that services own: without one, the output was filtered
    never_empty = { "RoleDetailList" }, whole = { "filter=Group" },
    gives = { "PolicyId", "FullName", "GroupArn", "GroupName", "PolicyName", "PolicyDocument" }, permission = "iam:GetAccountAuthorizationDetails",
  } },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_iam_group_policy" }, provider = "aws", carriers = {
    "awscc_iam_group", "awscc_iam_group_policy", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::IAM::Group", "AWS::IAM::GroupPolicy", "AWS::IAM::Policy", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
