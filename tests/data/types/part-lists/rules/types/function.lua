-- Terraform resources that are statements of a document
local permission = "aws_lambda_permission"
local function only(name) return { [permission] = name } end
return type {
  name = "AWS::Test::Function", noun = "function", nouns = "functions", key = "FunctionArn", label = "FunctionName", regional = true,
  fields = {
    FunctionArn = { kind = "string", tf = "arn" },
    FunctionName = { kind = "string", tf = "function_name" },
    Policy = {
      kind = "json",
      fields = {
        Version = { kind = "string" }, Id = { kind = "string" },
        Statement = { kind = "list", single = true, of = { kind = "object", fields = {
          Sid = { kind = "string", tf = only("statement_id") },
          Effect = { kind = "string", default = "Allow", tf = only(false) },
          Principal = {
            kind = "object", text = "AWS", tf = only("principal"),
            fields = {
              AWS = { kind = "list", single = true, of = { kind = "string" } },
              Service = { kind = "list", single = true, of = { kind = "string" } },
            },
          },
          Action = { kind = "list", single = true, of = { kind = "string" }, tf = only("action") },
          Resource = { kind = "list", single = true, of = { kind = "string" }, tf = only(false) },
          Condition = { kind = "map", of = { kind = "map", of = { kind = "list", single = true, of = { kind = "string" } } }, tf = only(false) },
          -- in a policy, a condition
          SourceAccount = { kind = "string", tf = only("source_account") },
        } } },
      },
    },
  },
  commands = {
    {
      name = "lambda list-functions", at = "Functions", many = true, lists = "region", keys = { "Functions", "NextMarker" },
      more = { "NextMarker" }, gives = { "FunctionArn", "FunctionName" }, permission = "lambda:ListFunctions",
    },
    {
      name = "lambda get-policy", keyed = false, keys = { "Policy", "RevisionId" }, any_of = { "Policy" }, gives = { "Policy" },
      absent = { errors = { "ResourceNotFoundException" } }, arguments = "--function-name {FunctionArn}",
      file = "get-policy.{FunctionName}.json", permission = "lambda:GetPolicy",
    },
  },
  terraform = { types = { "aws_lambda_function" }, provider = "aws", region = "region" },
  parts = {
    {
      tf = permission, refers = "function_name", to = { "function_name", "arn", "id" }, adds = "Policy.Statement", key = { "Sid" },
      when = { qualifier = false },
    },
  },
}
