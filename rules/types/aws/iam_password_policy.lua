-- The password policy of an account's IAM users.
-- Sources: the IAM API model (GetAccountPasswordPolicy), the Terraform provider's aws_iam_account_password_policy.
-- CloudFormation has no such type.
return type {
  name  = "AWS::IAM::PasswordPolicy",
  noun  = "password policy",
  nouns = "password policies",
  singleton = "account",

  -- no field has a default: an account without a policy of its own has none
  fields = {
    MinimumPasswordLength   = { kind = "int", always = true, tf = "minimum_password_length" },
    PasswordReusePrevention = { kind = "int", tf = "password_reuse_prevention", tf_computed = true },
  },

  commands = { {
    name = "iam get-account-password-policy", at = "PasswordPolicy", keys = { "PasswordPolicy" },
    gives = { "MinimumPasswordLength", "PasswordReusePrevention" }, absent = { errors = { "NoSuchEntity" } },
    permission = "iam:GetAccountPasswordPolicy",
  } },

  terraform = { types = { "aws_iam_account_password_policy" }, provider = "aws" },
}
