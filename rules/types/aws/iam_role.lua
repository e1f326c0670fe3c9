-- A role of IAM, as plans show it: functions that a plan creates name their role by a reference.
-- Sources: CloudFormation's AWS::IAM::Role (registry schema), the Terraform provider's aws_iam_role.
return type {
  name  = "AWS::IAM::Role",
  noun  = "role",
  nouns = "roles",
  key   = "Arn",
  label = "RoleName",

  fields = {
    Arn      = { kind = "string", tf = "arn" },
    RoleName = { kind = "string", tf = "name" },
  },

  terraform = { types = { "aws_iam_role" }, provider = "aws" },
}
