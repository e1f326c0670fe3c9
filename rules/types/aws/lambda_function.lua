-- A Lambda function.
-- Sources: CloudFormation's AWS::Lambda::Function (registry schema), the Lambda API model
-- (ListFunctions: FunctionConfiguration), the Terraform provider's aws_lambda_function.
return type {
  name  = "AWS::Lambda::Function",
  noun  = "function",
  nouns = "functions",
  key   = "Arn",
  label = "FunctionName",
  regional = true,

  fields = {
    Arn          = { kind = "string", cli = "FunctionArn", tf = "arn" },
    FunctionName = { kind = "string", tf = "function_name" },
    Runtime      = { kind = "string", tf = "runtime" },
    Role         = { kind = "string", tf = "role" },
    -- exports contain its variables in plain text
    Environment  = { kind = "object", secret = true, tf = "environment", tf_block = true, fields = {
      Variables = { kind = "map", of = { kind = "string" }, secret = true, tf = "variables" },
    } },
  },

  commands = {
    {
      name = "lambda list-functions", at = "Functions", many = true, lists = "region",
      keys = { "Functions", "NextToken", "NextMarker" }, more = { "NextToken", "NextMarker" },
      permission = "lambda:ListFunctions", whole = { "FunctionVersion" },
      gives = { "Arn", "FunctionName", "Runtime", "Role", "Environment" },
    },
  },

  terraform = { types = { "aws_lambda_function" }, provider = "aws", region = "region" },
}
