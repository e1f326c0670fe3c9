-- An inline policy of a user.
-- Sources: CloudFormation's AWS::IAM::UserPolicy (registry schema), the IAM API model (GetAccountAuthorizationDetails), the Terraform
-- provider's aws_iam_user_policy.
-- AWS has no ARN for it. Its key is the ARN of the user and the policy's name.

local names = { kind = "list", single = true, of = { kind = "string" } }
local values = { kind = "list", single = true, of = { kind = "string", scalars = true } }

return type {
  name  = "AWS::IAM::UserPolicy",
  noun  = "inline policy of a user",
  nouns = "inline policies of users",
  key   = "PolicyId",
  label = "FullName",

  fields = {
    PolicyId   = { kind = "string", made_of = "{UserArn}:{PolicyName}" },
    -- Terraform's id of it
    FullName   = { kind = "string", made_of = "{UserName}:{PolicyName}" },
    UserArn    = { kind = "string", always = true, around = true, cli = "Arn", tf = { aws_iam_user_policy = false } },
    UserName   = { kind = "string", always = true, around = true, tf = "user" },
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
    name = "iam get-account-authorization-details", at = "UserDetailList[].UserPolicyList[]", lists = "account",
    keys = { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "IsTruncated", "Marker" }, more = { "IsTruncated", "Marker" },
    -- every account has roles that services own: without one, the output was filtered
    -- AWS prints no UserPolicyList for a user without inline policies; it always prints GroupPolicyList and RolePolicyList
    omitted = { "UserPolicyList" }, never_empty = { "RoleDetailList" }, whole = { "filter=User" },
    gives = { "PolicyId", "FullName", "UserArn", "UserName", "PolicyName", "PolicyDocument" }, permission = "iam:GetAccountAuthorizationDetails",
  } },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_iam_user_policy" }, provider = "aws", carriers = {
    "awscc_iam_user", "awscc_iam_user_policy", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::IAM::User", "AWS::IAM::UserPolicy", "AWS::IAM::Policy", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
