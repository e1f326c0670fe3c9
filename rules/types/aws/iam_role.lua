-- A role of IAM.
-- Sources: CloudFormation's AWS::IAM::Role (registry schema), the IAM API model (ListRoles, GetAccountAuthorizationDetails), the
-- Terraform provider's aws_iam_role.
return type {
  name  = "AWS::IAM::Role",
  noun  = "role",
  nouns = "roles",
  key   = "Arn",
  label = "RoleName",

  fields = {
    Arn      = { kind = "string", tf = "arn" },
    -- a name that the configuration lacks is generated, and no other role has had it: such a name is absent in a plan
    RoleName = { kind = "string", always = true, tf = "name", tf_computed = true },
    Path     = { kind = "string", always = true, tf = "path", default = "/" },
  },

  commands = {
    {
      name = "iam list-roles", at = "Roles", many = true, lists = "account",
      keys = { "Roles", "IsTruncated", "Marker" }, more = { "IsTruncated", "Marker" },
      -- every account has roles that services own: without one, the output was narrowed
      never_empty = { "Roles" }, gives = { "Arn", "RoleName", "Path" }, permission = "iam:ListRoles",
    },
    {
      name = "iam get-account-authorization-details", at = "RoleDetailList", many = true, lists = "account",
      keys = { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "IsTruncated", "Marker" }, more = { "IsTruncated", "Marker" },
      never_empty = { "RoleDetailList" }, whole = { "filter=Role" },
      -- the same, and much more
      optional = true, gives = { "Arn", "RoleName", "Path" }, permission = "iam:GetAccountAuthorizationDetails",
    },
  },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_iam_role" }, provider = "aws", carriers = {
    "aws_iam_service_linked_role", "awscc_iam_role", "awscc_iam_service_linked_role", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::IAM::Role", "AWS::IAM::ServiceLinkedRole", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
