-- function_policies: who may use a Lambda function by its policy.
--
--   for s in filter(f.Policy.Statement, function_policies.is_public) do fail(f, …) end
-- In: a statement of the Policy of a function, as a handle: of an exported policy, with its Condition, or of an aws_lambda_permission,
-- whose attributes become conditions. Out: true or false; an unknown value ends the check.
-- Sources: the Lambda developer guide, "Viewing resource-based IAM policies"; the Lambda API model (AddPermission); Security Hub, Lambda.1.
local lambda = require "lambda"
local policies = require "policies"

local function_policies = {}

local function is_digit(byte) return byte >= 48 and byte <= 57 end

-- true of 12 digits
local function is_account(text)
  local digits = #text == 12
  for i = 1, #text do digits = digits and is_digit(string.byte(text, i)) end
  return digits
end

-- true if the value is one value: not empty, without a wildcard or variable
local function is_single(value)
  return value ~= "" and not string.find(value, "*") and not string.find(value, "?") and not string.find(value, "${")
end

-- true of an ARN of one account; a wildcard or variable in front of its resource could match others
local function is_arn_of_account(text)
  local start, fields = 1, {}
  for i = 1, 5 do
    local stop = string.find(text, ":", start)
    if not stop then return false end
    fields[i], start = string.sub(text, start, stop - 1), stop + 1
  end
  local head = table.concat(fields)
  return is_account(fields[5]) and is_single(head)
end

-- true if a condition on one of the values limits who is allowed to an account, an organization or signed requests
local function limits(key, value)
  if key == "aws:sourceaccount" then return is_account(value) end
  if key == "aws:principalorgid" then return is_single(value) end
  if key == "lambda:functionurlauthtype" then return value == "AWS_IAM" end
  return key == "aws:sourcearn" and is_arn_of_account(value)
end

local SINGLE = { ["aws:sourcearn"] = true, ["aws:sourceorgid"] = true, ["lambda:eventsourcetoken"] = true }

-- the same of a service. A bucket's ARN has no account, and every customer may have buckets that a pattern matches. A token is that
-- of one skill of Alexa.
local function limits_service(key, value)
  return limits(key, value) or (SINGLE[key] and is_single(value))
end

-- the attributes of aws_lambda_permission that become conditions
local ATTRIBUTES = {
  { key = "aws:sourceaccount", field = "SourceAccount" }, { key = "aws:sourcearn", field = "SourceArn" },
  { key = "aws:principalorgid", field = "PrincipalOrgID" }, { key = "lambda:functionurlauthtype", field = "FunctionUrlAuthType" },
}
local TOKEN = { key = "lambda:eventsourcetoken", field = "EventSourceToken" }

-- true if the statement allows only requests that accept(key, value) accepts; more: one more attribute, or nil
local function is_limited(statement, accept, more)
  if policies.requires(statement, accept) then return true end
  local unknown
  for i = 1, #ATTRIBUTES + 1 do
    local attribute = ATTRIBUTES[i] or more
    if attribute then
      local value, why = read(statement, attribute.field)
      if value and accept(attribute.key, value) then return true end
      unknown = reasons(unknown, why)
    end
  end
  if unknown then undecided(unknown) end
  return false
end

-- true if the statement may allow everyone to use the function
function function_policies.is_public(statement)
  return policies.is_allow(statement) and policies.allows_everyone(statement) and not is_limited(statement, limits)
end

-- alexa-appkit.amazon.com, connectedhome.amazon.com and so on have a shorter domain
local function is_service(name)
  return string.find(name, ".amazonaws.com") ~= nil or string.find(name, ".amazon.com") ~= nil
end

-- true if the statement lets a service of AWS use the function for any customer of the service
function function_policies.is_open_service(statement)
  local principal = statement.Principal
  if not policies.is_allow(statement) or not principal then return false end
  -- aws_lambda_permission writes both kinds of principals as one string
  return (any(principal.Service, is_service) or any(principal.AWS, is_service)) and not is_limited(statement, limits_service, TOKEN)
end

-- ends the check with *unknown* if a statement is for a version or alias: the export is not the policy of the function
function function_policies.require_own(statements)
  local other = find(statements, function(s)
    return any(s.Resource, function(arn) return lambda.unqualified(arn) ~= arn end)
  end)
  if other then
    undecided(ambiguous(other, "Resource", "this is the policy of a version or alias of the function; export the function's own without --qualifier"))
  end
end

return function_policies
