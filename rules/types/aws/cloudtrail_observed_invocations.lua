-- What the log files of trails show of the invocations of one Lambda function. Not a resource of AWS: the engine sums up
-- the records that `log_events` names (docs/writing-types.md), and writes them as the output of "cloudtrail log-files".
-- Sources: the Lambda developer guide, "Logging AWS Lambda API calls using AWS CloudTrail" (data events: Invoke) and
-- "Monitoring function URLs" (InvokeFunctionUrl); a real record of InvokeExecution, which an asynchronous invocation leaves;
-- the CloudTrail user guide, "CloudTrail record contents" (eventSource, resources). InvokeAsync and InvokeWithResponseStream are
-- operations of the API model whose recorded names are not documented: seen, they are invocations.

return type {
  name  = "AWS::CloudTrail::ObservedInvocations",
  noun  = "observed function",
  nouns = "observed functions",
  key   = "FunctionArn",
  label = "FunctionArn",
  regional = true,

  fields = {
    FunctionArn = { kind = "string" },
    -- of the events that were not refused; absent if all were
    FirstTime = { kind = "string" },
    LastTime  = { kind = "string" },
    -- events with an errorCode: the function did not run
    RefusedEvents = { kind = "int" },
    Events = { kind = "list", of = { kind = "object", fields = {
      EventName = { kind = "string" },
      Count = { kind = "int" },
    } } },
  },

  commands = {
    {
      name = "cloudtrail log-files", -- lint: not a command: the files that a trail delivers
      at = "ObservedInvocations", many = true, optional = true,
      keys = { "ObservedInvocations", "LogFiles", "UnreadLogFiles" }, permission = "s3:GetObject",
      gives = { "FunctionArn", "FirstTime", "LastTime", "RefusedEvents", "Events" },
      log_events = {
        source = "lambda.amazonaws.com", resource = "AWS::Lambda::Function",
        names = { "Invoke", "InvokeExecution", "InvokeFunctionUrl", "InvokeAsync", "InvokeWithResponseStream" },
      },
    },
  },
}
