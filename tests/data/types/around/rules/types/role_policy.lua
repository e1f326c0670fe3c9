-- lists in objects of a list: the key is made of a field of the object around the list and one of the item
return type {
  name = "Test::IAM::RolePolicy", noun = "inline policy", nouns = "inline policies of roles", key = "PolicyId", label = "FullName",
  fields = {
    PolicyId = { kind = "string", made_of = "{RoleArn}:{PolicyName}" },
    FullName = { kind = "string", made_of = "{RoleName}:{PolicyName}" },
    RoleArn = { kind = "string", cli = "Arn", around = true, tf = { aws_iam_role_policy = false, aws_iam_role = false } },
    RoleName = { kind = "string", around = true, always = true, tf = { aws_iam_role_policy = "role", aws_iam_role = "name" } },
    PolicyName = { kind = "string", always = true, tf = "name" },
    PolicyDocument = { kind = "json", always = true, tf = "policy", fields = { Effect = { kind = "string" } } },
  },
  commands = { {
    name = "iam get-account-authorization-details", at = "RoleDetailList[].RolePolicyList[]", lists = "account",
    keys = { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "IsTruncated", "Marker" }, more = { "IsTruncated", "Marker" },
    never_empty = { "RoleDetailList" }, whole = { "filter=Role" },
    gives = { "PolicyId", "FullName", "RoleArn", "RoleName", "PolicyName", "PolicyDocument" },
    permission = "iam:GetAccountAuthorizationDetails",
  } },
  terraform = { types = { "aws_iam_role_policy" }, provider = "aws", carriers = { { type = "aws_iam_role", attribute = "inline_policy", blocks = true } } },
}
