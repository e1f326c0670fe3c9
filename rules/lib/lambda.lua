-- lambda: the events of invocations of functions, and the ARNs of functions.
--
--   lambda.arn({ partition = "aws", region = "eu-west-1", account = "111122223333" }, "f")
--   -- "arn:aws:lambda:eu-west-1:111122223333:function:f"
--   lambda.events({ words = { ARN } }, lambda.names, { "false" }, place)   -- a set of events, see `events`
-- The functions on ARNs are those of `arns`.
-- Sources: the Lambda developer guide, "Logging using CloudTrail" and "Monitoring function URLs"; the Lambda API model
-- (FunctionName, FunctionArn); the names of real records.
local arns = require "arns"
local data_events = require "data_events"

local lambda = arns.of {
  service = "lambda", before = ":function:", chars = "a-zA-Z0-9-_", min = 1, max = 64, example = "a-new-function",
}

-- every documented or observed name of an invocation
lambda.names = { "Invoke", "InvokeExecution", "InvokeFunctionUrl" }
-- API operations that invoke a function and whose recorded name is not documented
lambda.undocumented = { "InvokeAsync", "InvokeWithResponseStream" }

-- the ARN of an event: without the version or alias that ListFunctions may print
function lambda.unqualified(arn)
  local at = 0
  for _ = 1, 7 do
    at = string.find(arn, ":", at + 1)
    if not at then return arn end
  end
  return string.sub(arn, 1, at - 1)
end

-- true if a function (a handle) is deployed as a container image: such a function has no runtime
function lambda.is_image(f)
  return f.Runtime == nil and f.PackageType == "Image"
end

-- words on a value of resources.ARN that selects no function; nil where the value is normal
function lambda.hint(field, value)
  if field ~= "resources.ARN" or string.sub(value, 1, 4) ~= "arn:" then return nil end
  if string.find(value, "*") then return "has a wildcard; event selectors have no wildcards, and the API would refuse it" end
  if string.find(value, ":function/") then return "has a slash where a function's ARN has a colon, so it matches nothing" end
  if string.find(value, ":lambda") and lambda.unqualified(value) ~= value then
    return "contains a version or alias; the ARNs of events do not"
  end
  return nil
end

local TYPE = { source = "lambda.amazonaws.com", type = "AWS::Lambda::Function" }

-- the set of data events of functions; read_only: "true", "false" or both
function lambda.events(functions, names, read_only, place)
  return data_events.of(TYPE, { arns = functions, names = { words = names }, read_only = read_only, place = place })
end

-- the fields of any data event of a function, without those that depend on the function or the caller
function lambda.any_event()
  local names = {}
  for _, list in ipairs({ lambda.names, lambda.undocumented }) do
    for _, name in ipairs(list) do names[#names + 1] = name end
  end
  return data_events.any(TYPE, { words = names })
end

return lambda
