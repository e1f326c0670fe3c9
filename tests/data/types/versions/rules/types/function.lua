-- keys with versions: "…:f:$LATEST" is the resource "…:f", "…:f:7" another version of it
return type {
  name = "Acme::Lambda::Function", noun = "versioned function", nouns = "versioned functions",
  key = "Arn", label = "FunctionName", regional = true, versions = { current = "$LATEST", option = "--qualifier" },
  fields = {
    Arn = { kind = "string", cli = "FunctionArn", tf = "arn" },
    FunctionName = { kind = "string", tf = "function_name" },
    Runtime = { kind = "string", tf = "runtime" },
    MaximumRetryAttempts = { kind = "int", default = 2 },
    Policy = { kind = "string" },
    Urls = { kind = "list", of = { kind = "string" } },
  },
  commands = {
    {
      name = "lambda list-functions", at = "Functions", many = true, lists = "region",
      keys = { "Functions", "NextMarker" }, more = { "NextMarker" }, whole = { "FunctionVersion" },
      gives = { "Arn", "FunctionName", "Runtime" }, permission = "lambda:ListFunctions",
    },
    {
      name = "lambda get-function-event-invoke-config", any_of = { "FunctionArn" },
      keys = { "FunctionArn", "MaximumRetryAttempts", "LastModified" }, gives = { "MaximumRetryAttempts" },
      absent = { errors = { "ResourceNotFoundException: doesn't have an EventInvokeConfig" } },
      arguments = "--function-name {FunctionName}", file = "get-function-event-invoke-config.{FunctionName}.json",
      permission = "lambda:GetFunctionEventInvokeConfig",
    },
    {
      name = "lambda get-policy", keyed = false, keys = { "Policy", "RevisionId" }, any_of = { "Policy" }, gives = { "Policy" },
      absent = { errors = { "ResourceNotFoundException: The resource you requested does not exist" } },
      arguments = "--function-name {FunctionName}", file = "get-policy.{FunctionName}.json", permission = "lambda:GetPolicy",
    },
    {
      name = "lambda list-urls", keyed = false, keys = { "Urls", "NextMarker" }, any_of = { "Urls" }, more = { "NextMarker" }, gives = { "Urls" },
      arguments = "--function-name {FunctionName}", file = "list-urls.{FunctionName}.json", permission = "lambda:ListUrls",
    },
  },
  terraform = { types = { "aws_lambda_function" }, provider = "aws", region = "region" },
}
