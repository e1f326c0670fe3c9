-- lambda: the events of invocations of functions, and the ARNs of functions.
--
--   lambda.arn({ partition = "aws", region = "eu-west-1", account = "111122223333" }, "f")
--   -- "arn:aws:lambda:eu-west-1:111122223333:function:f"
--   lambda.events({ words = { ARN } }, lambda.names, { "false" }, place)   -- a set of events, see `events`
-- Sources: the Lambda developer guide, "Logging using CloudTrail" and "Monitoring function URLs"; the Lambda API model
-- (FunctionName, FunctionArn); the names of real records.
local callers = require "callers"

local lambda = {}

-- every documented or observed name of an invocation
lambda.names = { "Invoke", "InvokeExecution", "InvokeFunctionUrl" }
-- API operations that invoke a function and whose recorded name is not documented
lambda.undocumented = { "InvokeAsync", "InvokeWithResponseStream" }

function lambda.arn(place, name)
  return "arn:" .. place.partition .. ":lambda:" .. place.region .. ":" .. place.account .. ":function:" .. name
end

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

-- the parts before and after the account in the head of an ARN; the head is everything before the function's name
--   "arn:aws:lambda:eu-west-1:", ":function:"
function lambda.around_account(place)
  return "arn:" .. place.partition .. ":lambda:" .. place.region .. ":", ":function:"
end

-- the position of the n-th colon; nil where there are fewer
local function colon(text, n)
  local at = 0
  for _ = 1, n do
    at = string.find(text, ":", at + 1)
    if not at then return nil end
  end
  return at
end

-- the Region and the account of an ARN; nil where it has too few parts
function lambda.region_and_account(arn)
  local third, fourth, fifth = colon(arn, 3), colon(arn, 4), colon(arn, 5)
  if not fifth then return nil end
  return string.sub(arn, third + 1, fourth - 1), string.sub(arn, fourth + 1, fifth - 1)
end

-- the number of listed functions that are preferred as examples
local PREFERRED = 20

local legal = {}
for i = 1, 64 do
  legal[string.byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", i)] = true
end

-- true if text has at most 64 characters, all of which a function's name can have
local function is_legal(text)
  if #text > 64 then return false end
  local bytes = { string.byte(text, 1, #text) }
  for i = 1, #bytes do
    if not legal[bytes[i]] then return false end
  end
  return true
end

-- true if arn is that of a function that can be created where ARNs have this head
local function is_regular(arn, head)
  return #arn > #head and string.sub(arn, 1, #head) == head and is_legal(string.sub(arn, #head + 1))
end

-- splits a constant of a selector (operator: equals, starts_with or ends_with) into what it requires of the head of an ARN
-- and of the function's name. Returns nil where it matches no function's ARN, "" where it requires nothing of the head.
--   ("starts_with", "arn:aws:lambda:eu-")   -> "arn:aws:lambda:eu-", nil
--   ("ends_with", "34:function:foo")        -> "34:function:", "foo"
function lambda.split_constant(operator, text)
  if operator ~= "ends_with" then
    local stop = colon(text, 6)
    if not stop then return operator == "starts_with" and text or nil, nil end
    local name = string.sub(text, stop + 1)
    if not is_legal(name) or (name == "" and operator == "equals") then return nil, nil end
    return string.sub(text, 1, stop), name
  end
  local last = 0
  while string.find(text, ":", last + 1) do last = string.find(text, ":", last + 1) end
  local name = string.sub(text, last + 1)
  if not is_legal(name) or (last > 0 and name == "") then return nil, nil end
  return string.sub(text, 1, last), name
end

-- the digits that an account begins with where a head begins with text; "": any; nil: none can
function lambda.account_beginning(text)
  local from = colon(text, 4)
  if not from then return "" end
  local stop = string.find(text, ":", from + 1)
  local digits = string.sub(text, from + 1, stop and stop - 1 or #text)
  if stop and #digits ~= 12 then return nil end
  return digits
end

-- the digits that an account ends with where a head ends with text; "": any; nil: none can
function lambda.account_ending(text)
  local tail = ":function:"
  if #text <= #tail then return string.sub(tail, -#text) == text and "" or nil end
  if string.sub(text, -#tail) ~= tail then return nil end
  local rest = string.sub(text, 1, #text - #tail)
  local last = 0
  while string.find(rest, ":", last + 1) do last = string.find(rest, ":", last + 1) end
  local digits = string.sub(rest, last + 1)
  if last > 0 and #digits ~= 12 then return nil end
  return digits
end

-- any function that exists or can be created at one of the places: 1 to 64 legal characters; listed: the ARNs of those that
-- exist, to pick first, but for those of the set `last`
function lambda.any_function(places, listed, last)
  local any, odd, prefer = {}, {}, {}
  for i, place in ipairs(places) do
    any[i] = { head = lambda.arn(place, ""), chars = "a-zA-Z0-9-_", min = 1, max = 64 }
  end
  for i, arn in ipairs(listed) do
    if i <= PREFERRED and not (last and last[arn]) then prefer[#prefer + 1] = arn end
    if not is_regular(arn, any[1].head) then odd[#odd + 1] = arn end
  end
  if #odd > 0 then table.insert(any, 1, { words = odd }) end
  prefer[#prefer + 1] = lambda.arn(places[1], "a-new-function")
  return { any = any, prefer = prefer }
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

local function fields(names, read_only)
  return {
    eventCategory = { words = { "Data" } },
    eventSource = { words = { "lambda.amazonaws.com" } },
    eventType = { words = { "AwsApiCall" } },
    eventName = { words = names },
    readOnly = { words = read_only },
    ["resources.type"] = { words = { "AWS::Lambda::Function" } },
    sessionCredentialFromConsole = callers.console,
  }
end

-- the set of data events of functions; read_only: "true", "false" or both
function lambda.events(arns, names, read_only, place)
  local set = fields(names, read_only)
  set["resources.ARN"] = arns
  set["userIdentity.arn"] = callers.language(place.partition, place.account)
  return { { fields = set } }
end

-- the fields of any data event of a function, without those that depend on the function or the caller
function lambda.any_event()
  local names = {}
  for _, list in ipairs({ lambda.names, lambda.undocumented }) do
    for _, name in ipairs(list) do names[#names + 1] = name end
  end
  return { fields = fields(names, { "true", "false" }) }
end

return lambda
