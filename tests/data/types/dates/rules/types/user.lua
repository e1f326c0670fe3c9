return type {
  name = "AWS::IAM::User", noun = "user", nouns = "users", key = "Arn", label = "UserName",
  fields = { Arn = { kind = "string" }, UserName = { kind = "string" }, CreateDate = { kind = "string" }, PasswordLastUsed = { kind = "string" } },
  commands = { {
    name = "iam list-users", at = "Users", many = true, lists = "account", keys = { "Users", "Marker", "IsTruncated" }, more = { "IsTruncated" },
    gives = { "Arn", "UserName", "CreateDate", "PasswordLastUsed" }, permission = "iam:ListUsers",
  } },
}
