-- Terraform resources that are strings of a list
return type {
  name = "Test::IAM::Role", noun = "role", nouns = "roles", key = "Arn", label = "RoleName",
  fields = {
    Arn = { kind = "string", tf = "arn" },
    RoleName = { kind = "string", tf = "name" },
    AttachedPolicies = {
      kind = "set", of = { kind = "string", cli = "PolicyArn", tf = { aws_iam_role_policy_attachment = "policy_arn" } },
    },
  },
  commands = {
    {
      name = "iam list-roles", at = "Roles", many = true, lists = "account", keys = { "Roles", "Marker", "IsTruncated" },
      more = { "IsTruncated" }, gives = { "Arn", "RoleName" }, permission = "iam:ListRoles",
    },
    {
      name = "iam list-attached-role-policies", keyed = false, keys = { "AttachedPolicies", "Marker", "IsTruncated" },
      any_of = { "AttachedPolicies" }, gives = { "AttachedPolicies" }, arguments = "--role-name {RoleName}",
      file = "list-attached-role-policies.{RoleName}.json", permission = "iam:ListAttachedRolePolicies",
    },
  },
  terraform = { types = { "aws_iam_role" }, provider = "aws" },
  parts = {
    { tf = "aws_iam_role_policy_attachment", refers = "role", to = { "name", "id" }, adds = "AttachedPolicies" },
  },
}
