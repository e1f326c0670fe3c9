-- The control over random accounts, against a simulator that was written apart: events are tried one by one. A pass means that no simulated event goes unrecorded; a fail's counterexample is indeed not recorded.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local check = require "check"
local host = require "host"
local simulate = require "simulate"

local control_file = check.lib .. "/../controls/aws/cloudtrail_lambda_invocations.lua"
local ACCOUNT, REGION = "123456789012", "us-east-1"
local function arn(name, region) return "arn:aws:lambda:" .. (region or REGION) .. ":" .. ACCOUNT .. ":function:" .. name end

-- reproducible chance
local seed = 20261123
local function random(n)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return (seed >> 8) % n + 1
end
local function pick(list) return list[random(#list)] end
local function some(list, most)
  local out = {}
  for i = 1, random(most) do out[i] = pick(list) end
  return out
end

local arns = {
  arn("foo"), arn("bar"), arn("foobar"), arn(""), arn("f"), "arn:aws:lambda", "arn:aws:lambda:us-east-1:", arn("foo") .. ":1", "arn:aws:s3",
  "arn:aws:lambda:us-west-2:", arn("foo", "us-west-2"),
}
local tails = { ":foo", "foo", "o", "bar", "", ":bar", "r" }
local names = { "Invoke", "InvokeExecution", "InvokeFunctionUrl", "LambdaESMDisabled", "I" }
local people = {
  "arn:aws:sts::123456789012:assumed-role/X", "arn:aws:iam::123456789012:role/", "arn:aws:sts::", "arn:aws:iam::", "arn:aws:iam::123456789012:user/alice",
}
local sources = { "lambda.amazonaws.com", "s3.amazonaws.com" }
local types = { "AWS::Lambda::Function", "AWS::Lambda::Function", "AWS::Lambda::Function", "AWS::S3::Object" }

local pools = {
  ["resources.ARN"] = { arns, tails }, eventName = { names, { "Url", "e", "Execution" } }, ["userIdentity.arn"] = { people, { "alice", "X", "session" } },
  eventSource = { sources, { "amazonaws.com", "lambda" } }, eventType = { { "AwsApiCall", "AwsServiceEvent" }, { "Call" } },
}
local fields = { "resources.ARN", "resources.ARN", "eventName", "userIdentity.arn", "eventSource", "eventType", "readOnly", "sessionCredentialFromConsole" }

local function field_selector(field)
  local selector = { Field = field }
  if field == "readOnly" then
    selector.Equals = some({ "true", "false" }, 2)
  elseif field == "sessionCredentialFromConsole" then
    selector[pick({ "Equals", "NotEquals" })] = { "true" }
  else
    for _ = 1, random(2) do
      local operator = pick({ "Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith" })
      selector[operator] = some(pools[field][operator:find("Ends") and 2 or 1], 3)
    end
  end
  return selector
end

local function advanced()
  local list = {}
  for _ = 1, random(4) do
    if random(4) == 1 then
      local selector = { { Field = "eventCategory", Equals = { "Management" } } }
      if random(3) == 1 then selector[2] = field_selector("readOnly") end
      if random(4) == 1 then selector[#selector + 1] = { Field = "eventSource", NotEquals = { "kms.amazonaws.com" } } end
      list[#list + 1] = { FieldSelectors = selector }
    else
      local selector = { { Field = "resources.type", Equals = { pick(types) } }, { Field = "eventCategory", Equals = { "Data" } } }
      for _ = 1, random(3) - 1 do selector[#selector + 1] = field_selector(pick(fields)) end
      list[#list + 1] = { FieldSelectors = selector }
    end
  end
  return list
end

local function basic()
  local list = {}
  for i = 1, random(3) do
    list[i] = { ReadWriteType = pick({ "All", "ReadOnly", "WriteOnly" }), IncludeManagementEvents = random(2) == 1,
      ExcludeManagementEventSources = some({ "kms.amazonaws.com", "rdsdata.amazonaws.com" }, 2),
      DataResources = { { Type = pick(types), Values = some(arns, 3) } } }
  end
  return list
end

local function account(n)
  local world = { account = ACCOUNT, regions = { [REGION] = { functions = { arn("foo"), arn("bar") } }, ["us-west-2"] = { functions = {} } }, trails = {} }
  for i = 1, n do
    local trail = { Name = "t" .. i, IsLogging = random(6) > 1, IsMultiRegionTrail = random(3) > 1, HomeRegion = pick({ REGION, REGION, "us-west-2" }) }
    local kind = random(8)
    if kind < 6 then trail.AdvancedEventSelectors = advanced() elseif kind < 8 then trail.EventSelectors = basic() end
    world.trails[i] = trail
  end
  return world
end

local probes = {}
for _, name in ipairs({ "foo", "bar", "foobar", "f", "zzz", "xo", "qr", "a-b_c", ("x"):rep(64), ("x"):rep(63) .. "o" }) do
  for _, event_name in ipairs({ "Invoke", "InvokeExecution", "InvokeFunctionUrl" }) do
    for _, read_only in ipairs({ "true", "false" }) do
      for _, who in ipairs({ "none", "arn:aws:iam::123456789012:user/alice", "arn:aws:iam::123456789012:user/bob", "arn:aws:sts::123456789012:assumed-role/X/session",
        "arn:aws:sts::123456789012:assumed-role/Y/s", "arn:aws:iam::123456789012:role/r", "arn:aws:iam::999999999999:root" }) do
        for _, console in ipairs({ "none", "true" }) do
          probes[#probes + 1] = { eventCategory = "Data", ["resources.type"] = "AWS::Lambda::Function", eventSource = "lambda.amazonaws.com",
            eventType = "AwsApiCall", eventName = event_name, readOnly = read_only, ["resources.ARN"] = arn(name),
            ["userIdentity.arn"] = who ~= "none" and who or nil, sessionCredentialFromConsole = console ~= "none" and console or nil, current = name == "foo" or name == "bar" }
        end
      end
    end
  end
end
for _, source in ipairs({ "iam.amazonaws.com", "s3.amazonaws.com", "lambda.amazonaws.com" }) do
  for _, read_only in ipairs({ "true", "false" }) do
    probes[#probes + 1] = { eventCategory = "Management", eventSource = source, readOnly = read_only, eventName = "CreateX", eventType = "AwsApiCall", current = true }
  end
end

local function counterexample(facts)
  local event = { eventType = "AwsApiCall", eventName = "Invoke", eventSource = "lambda.amazonaws.com", ["resources.type"] = "AWS::Lambda::Function" }
  if facts.eventCategory == "Management" then event = { eventType = "AwsApiCall", eventName = "CreateX" } end
  for field, value in pairs(facts) do event[field] = tostring(value) ~= "(absent)" and value or nil end
  event.readOnly = tostring(facts.readOnly)
  return event
end

local verdicts = { pass = 0, fail = 0, unknown = 0 }
for case = 1, math.floor(500 * check.scale) do
  local world = account(random(4))
  local coverage = pick({ "all", "current" })
  local verdict, failure = host.judge(check.lib, control_file, world, REGION, { coverage = coverage })
  verdicts[verdict] = (verdicts[verdict] or 0) + 1
  if verdict == "pass" or verdict == "unknown" then
    for _, event in ipairs(probes) do
      if event.current or coverage == "all" then check.ok(simulate.recorded(world, event, REGION), "case", case, verdict, event["resources.ARN"], event.eventName) end
    end
  elseif verdict == "fail" then
    check.ok(not simulate.recorded(world, counterexample(failure.extra.counterexample), REGION), "case", case, "the counterexample is recorded")
  else
    check.ok(false, "case", case, verdict)
  end
end
print(("%d passes, %d fails, %d unknowns"):format(verdicts.pass, verdicts.fail, verdicts.unknown))
check.ok(verdicts.pass > 20 and verdicts.fail > 20, "the accounts are one-sided")
check.finish()
