-- The control on narrowed selectors over random trails, against a simulator that was written apart: a pass means that no simulated event that a
-- selector would record without its conditions on who called goes unrecorded; a fail's counterexample is such an event.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local check = require "check"
local host = require "host"
local simulate = require "simulate"
local chance, one = check.chance, check.one

local control = check.lib .. "/../controls/aws/cloudtrail_no_narrowed_selectors.lua"
local OWN = { ["userIdentity.arn"] = true, sessionCredentialFromConsole = true }
local alice, session = "arn:aws:iam::123456789012:user/alice", "arn:aws:sts::123456789012:assumed-role/X/session"

local function some(list, most)
  local out = {}
  for i = 1, chance(most) do out[i] = one(list) end
  return out
end

local constants = {
  ["userIdentity.arn"] = { StartsWith = { alice, "arn:aws:iam::", "arn:aws:sts::", "" }, EndsWith = { "alice", "session", "" }, Equals = { alice, session } },
  eventName = { StartsWith = { "Get", "Put" }, EndsWith = { "Object" }, Equals = { "PutObject", "GetObject" } },
  ["resources.ARN"] = { StartsWith = { "arn:aws:s3:::", "arn:aws:s3:::logs/", "arn:aws:s3" }, EndsWith = { ".gz", "/k" }, Equals = { "arn:aws:s3:::logs/k" } },
}

local function field_selector(field)
  local selector = { Field = field }
  if field == "readOnly" then
    selector.Equals = some({ "true", "false" }, 2)
  elseif field == "sessionCredentialFromConsole" then
    selector[one({ "Equals", "NotEquals" })] = { "true" }
  else
    for _ = 1, chance(2) do
      local operator = one({ "StartsWith", "EndsWith", "Equals" })
      selector[one({ "", "Not" }) .. operator] = some(constants[field][operator], 2)
    end
  end
  return selector
end

local TURNS = { Equals = "NotEquals", StartsWith = "NotStartsWith", EndsWith = "NotEndsWith" }

-- the same selector with a condition on who called turned around, so that both together record more
local function turned(selector)
  local out = {}
  for i, field in ipairs(selector.FieldSelectors) do
    local new = { Field = field.Field }
    for key, values in pairs(field) do
      if key ~= "Field" then
        local other = TURNS[key] or key:sub(4)
        new[OWN[field.Field] and other or key] = values
      end
    end
    if not OWN[field.Field] or chance(3) > 1 then out[#out + 1] = new end
  end
  return { FieldSelectors = out }
end

local function trail()
  local list = {}
  for _ = 1, chance(3) do
    local kind = one({ "AWS::S3::Object", "AWS::S3::Object", "AWS::SQS::Queue" })
    local fields = { { Field = "eventCategory", Equals = { chance(8) == 1 and "NetworkActivity" or "Data" } }, { Field = "resources.type", Equals = { kind } } }
    if fields[1].Equals[1] == "NetworkActivity" then fields[2] = { Field = "eventSource", Equals = { "s3.amazonaws.com" } } end
    for _ = 1, chance(3) - 1 do
      fields[#fields + 1] = field_selector(one({ "userIdentity.arn", "userIdentity.arn", "sessionCredentialFromConsole", "eventName", "resources.ARN", "readOnly" }))
    end
    list[#list + 1] = { FieldSelectors = fields }
    if chance(2) == 1 then list[#list + 1] = turned(list[#list]) end
  end
  return { Name = "t", TrailARN = "arn:aws:cloudtrail:us-east-1:123456789012:trail/t", Arn = "arn:aws:cloudtrail:us-east-1:123456789012:trail/t",
    IsLogging = true, IsMultiRegionTrail = true, HomeRegion = "us-east-1", AdvancedEventSelectors = list }
end

local probes = {}
for _, kind in ipairs({ "AWS::S3::Object", "AWS::SQS::Queue" }) do
  for _, arn in ipairs({ "arn:aws:s3:::logs/k", "arn:aws:s3:::logs/x.gz", "arn:aws:s3:::logs/", "arn:aws:s3:::other/k", "arn:aws:s3:::other/z" }) do
    for _, name in ipairs({ "PutObject", "GetObject", "GetX", "ListObjects" }) do
      for _, who in ipairs({ alice, alice .. "2", session, "arn:aws:iam::999999999999:root", false }) do
        for _, console in ipairs({ "true", false }) do
          for _, read_only in ipairs({ "true", "false" }) do
            probes[#probes + 1] = { eventCategory = "Data", ["resources.type"] = kind, eventSource = "s3.amazonaws.com", eventType = "AwsApiCall", eventName = name,
              readOnly = read_only, ["resources.ARN"] = kind == "AWS::S3::Object" and arn or (arn:gsub("s3:::", "sqs:")), ["userIdentity.arn"] = who or nil,
              sessionCredentialFromConsole = console or nil }
          end
        end
      end
    end
  end
end

-- true if a data selector would record the event without its conditions on who called, and nothing records it
local function lost(t, event)
  if simulate.records(t, event, "us-east-1") then return false end
  for _, selector in ipairs(t.AdvancedEventSelectors) do
    local wide = {}
    for _, field in ipairs(selector.FieldSelectors) do
      if not OWN[field.Field] then wide[#wide + 1] = field end
    end
    local other = { IsLogging = true, IsMultiRegionTrail = true, AdvancedEventSelectors = { { FieldSelectors = wide } } }
    if simulate.records(other, event, "us-east-1") then return true end
  end
  return false
end

check.seed(20261129)
local verdicts = { pass = 0, fail = 0, unknown = 0 }
for case = 1, math.floor(600 * check.scale) do
  local t = trail()
  local world = { account = "123456789012", regions = { ["us-east-1"] = { functions = {} } }, trails = { t } }
  local verdict, failure = host.judge(check.lib, control, world, "t", {})
  verdicts[verdict] = (verdicts[verdict] or 0) + 1
  if verdict == "fail" then
    local facts, found = failure.extra.counterexample, false
    -- what the counterexample does not name may be anything: one of the usual values shows it
    for _, name in ipairs({ facts.eventName or "PutObject", "GetObject", "Zz" }) do
      for _, read_only in ipairs({ facts.readOnly or "true", "false" }) do
        local event = { eventSource = "s3.amazonaws.com", eventType = "AwsApiCall", eventName = name, readOnly = read_only, ["resources.ARN"] = facts["resources.ARN"] }
        for field, value in pairs(facts) do event[field] = tostring(value) ~= "(absent)" and value or nil end
        found = found or lost(t, event)
      end
    end
    check.ok(found, "case", case, "the counterexample is not lost", facts["resources.ARN"], facts["userIdentity.arn"])
  elseif verdict == "pass" then
    for _, event in ipairs(probes) do
      if lost(t, event) then
        check.ok(false, "case", case, event["resources.ARN"], event.eventName, event["userIdentity.arn"], event.sessionCredentialFromConsole)
        break
      end
    end
    check.ok(true)
  else
    check.ok(false, "case", case, verdict)
  end
end
print(("%d passes, %d fails"):format(verdicts.pass, verdicts.fail))
check.ok(verdicts.pass > 50 * check.scale and verdicts.fail > 50 * check.scale, "the trails are one-sided")
check.finish()
