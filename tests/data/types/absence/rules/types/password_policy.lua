return type {
  name = "Test::IAM::PasswordPolicy", noun = "password policy", nouns = "password policies", singleton = "account",
  fields = { MinimumPasswordLength = { kind = "int", always = true, default = 6, tf = "minimum_password_length" } },
  commands = { {
    name = "iam get-account-password-policy", at = "PasswordPolicy", keys = { "PasswordPolicy" },
    gives = { "MinimumPasswordLength" }, absent = { errors = { "NoSuchEntity" } },
    permission = "iam:GetAccountPasswordPolicy",
  } },
  terraform = { types = { "aws_iam_account_password_policy" }, provider = "aws" },
}
