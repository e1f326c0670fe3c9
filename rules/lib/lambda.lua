-- lambda: the events that calling a Region's functions leaves, and the ARNs of functions.
-- Sources: the Lambda developer guide, "Logging using CloudTrail" and "Monitoring function URLs"; the Lambda API model
-- (FunctionName, FunctionArn); the names of real records.
local callers = require "callers"

local lambda = {}

-- every documented or observed name of an invocation
lambda.names = { "Invoke", "InvokeExecution", "InvokeFunctionUrl" }
-- API operations that invoke, and whose recorded name is not documented
lambda.undocumented = { "InvokeAsync", "InvokeWithResponseStream" }

function lambda.arn(place, name)
  return "arn:" .. place.partition .. ":lambda:" .. place.region .. ":" .. place.account .. ":function:" .. name
end

-- the ARN that an event carries: without the version or alias that ListFunctions may print
function lambda.unqualified(arn)
  local at = 0
  for _ = 1, 7 do
    at = string.find(arn, ":", at + 1)
    if not at then return arn end
  end
  return string.sub(arn, 1, at - 1)
end

-- more listed functions than these make no better example
local PREFERRED = 20

local legal = {}
for i = 1, 64 do
  legal[string.byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", i)] = true
end

-- is it the ARN of a function that could be created at the place?
local function is_regular(arn, head)
  if string.sub(arn, 1, #head) ~= head or #arn == #head or #arn > #head + 64 then return false end
  local bytes = { string.byte(arn, #head + 1, #arn) }
  for i = 1, #bytes do
    if not legal[bytes[i]] then return false end
  end
  return true
end

-- any function that exists or can be created at one of the places: 1 to 64 legal characters; listed: ARNs to pick first
function lambda.any_function(places, listed)
  local any, odd, prefer = {}, {}, {}
  for i, place in ipairs(places) do
    any[i] = { head = lambda.arn(place, ""), chars = "a-zA-Z0-9-_", min = 1, max = 64 }
  end
  for i, arn in ipairs(listed) do
    if i <= PREFERRED then prefer[i] = arn end
    if not is_regular(arn, any[1].head) then odd[#odd + 1] = arn end
  end
  if #odd > 0 then table.insert(any, 1, { words = odd }) end
  prefer[#prefer + 1] = lambda.arn(places[1], "a-new-function")
  return { any = any, prefer = prefer }
end

-- why a value of resources.ARN selects no function at all; nil where nothing is odd about it
function lambda.hint(field, value)
  if field ~= "resources.ARN" or string.sub(value, 1, 4) ~= "arn:" then return nil end
  if string.find(value, "*") then return "holds a wildcard; event selectors have none, and the API would refuse it" end
  if string.find(value, ":function/") then return "has a slash where a function's ARN has a colon, and matches nothing" end
  if string.find(value, ":lambda") and lambda.unqualified(value) ~= value then
    return "names a version or alias; events carry the ARN without it"
  end
  return nil
end

-- the set of data events of functions; read_only: "true", "false" or both
function lambda.events(arns, names, read_only, place)
  return { {
    fields = {
      eventCategory = { words = { "Data" } },
      eventSource = { words = { "lambda.amazonaws.com" } },
      eventType = { words = { "AwsApiCall" } },
      eventName = { words = names },
      readOnly = { words = read_only },
      ["resources.type"] = { words = { "AWS::Lambda::Function" } },
      ["resources.ARN"] = arns,
      ["userIdentity.arn"] = callers.language(place.partition, place.account),
      sessionCredentialFromConsole = callers.console,
    },
  } }
end

return lambda
