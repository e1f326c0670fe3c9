-- A second file that adds to the same type: a field, and a command that only it reads.
return type {
  extends = "AWS::Lambda::Function",
  fields = { RecursiveLoop = { kind = "string" } },
  commands = { {
    name = "lambda get-function-recursion-config", keys = { "RecursiveLoop" }, any_of = { "RecursiveLoop" },
    gives = { "RecursiveLoop" }, keyed = false, arguments = "--function-name {FunctionName}",
    file = "get-function-recursion-config.{FunctionName}.json", permission = "lambda:GetFunctionRecursionConfig",
  } },
}
