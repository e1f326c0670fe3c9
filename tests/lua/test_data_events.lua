-- The controls on events of objects, items and management over random accounts, against a simulator that was written apart: a pass (and what
-- is unknown only for operations that may be added) means that no simulated event goes unrecorded; a fail's counterexample is
-- indeed not recorded.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local check = require "check"
local host = require "host"
local simulate = require "simulate"

local ACCOUNT, REGION = "123456789012", "us-east-1"
local chance, one = check.chance, check.one

local function some(list, most)
  local out = {}
  for i = 1, chance(most) do out[i] = one(list) end
  return out
end

local callers = { "arn:aws:iam::123456789012:user/alice", "arn:aws:sts::123456789012:assumed-role/X/session", "arn:aws:iam::999999999999:root", false }

-- the kinds of events: a control, its events to try, and constants for selectors
local function s3(which, read_only, names, other)
  local arns = {}
  for _, bucket in ipairs({ "logs", "log", "a.b", "zzz", "logs-2", ("b"):rep(63), "Old_Bucket" }) do
    for _, key in ipairs({ "", "k", "logs/k", "x.gz", "k/", "a/b.gz", ("k"):rep(1024), "\xc3\xa9" }) do arns[#arns + 1] = "arn:aws:s3:::" .. bucket .. "/" .. key end
  end
  return {
    control = "cloudtrail_s3_object_" .. which .. "_events", type = "AWS::S3::Object", source = "s3.amazonaws.com", all = "arn:aws:s3",
    arns = arns, names = names, other = other, reads = { read_only },
    starts = { "arn:aws:s3:::", "arn:aws:s3", "arn:aws:s3:::logs/", "arn:aws:s3:::logs", "arn:aws:s3:::log", "arn:aws:s3:::logs/k", "arn:aws:s3:::a.b/",
      "arn:aws:s3:::zzz/x", "arn:aws:s3:::logs-2/a/", "arn:", "", "arn:aws-cn:s3:::", "arn:aws:s3:::*", "arn:aws:s3:::/" },
    ends = { ".gz", "/k", "/", "k", "logs/k", "logs/x.gz", ":logs/k", "s/k", "z", "", "b.gz", "/a/b.gz", "\xa9" },
  }
end

local function tables()
  local arns = {}
  for _, name in ipairs({ "pay", "pay2", "p.y", "zzz", ("t"):rep(255) }) do arns[#arns + 1] = "arn:aws:dynamodb:us-east-1:123456789012:table/" .. name end
  return {
    control = "cloudtrail_dynamodb_events", type = "AWS::DynamoDB::Table", source = "dynamodb.amazonaws.com", all = "arn:aws:dynamodb", arns = arns,
    names = { "GetItem", "PutItem", "Query", "ExecuteStatement" }, other = { "CreateTable" }, reads = { "true", "false" },
    read_only = { GetItem = "true", Query = "true", PutItem = "false" },
    starts = { "arn:aws:dynamodb", "arn:aws:dynamodb:us-east-1:123456789012:table/pay", "arn:aws:dynamodb:us-east-1:", "arn:aws:dynamodb:us-west-2:",
      "arn:aws:dynamodb:us-east-1:123456789012:table/", "", "arn:aws:dynamodb:us-east-1:123456789012:table/pay/stream/", "arn:aws:s3" },
    ends = { "pay", "/pay", "y", "", "table/zzz", "2" },
  }
end

local kinds = {
  s3("write", "false", { "PutObject", "DeleteObject", "UploadPartCopy" }, { "GetObject", "Put", "Delete" }),
  s3("read", "true", { "GetObject", "ListObjects", "HeadBucket" }, { "PutObject", "Get", "List" }), tables(),
}

local function field_selector(kind, field)
  local selector = { Field = field }
  if field == "readOnly" then
    selector.Equals = some({ "true", "false" }, 2)
    return selector
  elseif field == "sessionCredentialFromConsole" then
    selector[one({ "Equals", "NotEquals" })] = { "true" }
    return selector
  end
  local pools = {
    ["resources.ARN"] = { kind.starts, kind.ends, kind.arns }, eventSource = { { kind.source, "s3" }, { "amazonaws.com" }, { kind.source, "ec2.amazonaws.com" } },
    eventName = { { "Get", "Put", "P", "" }, { "Object", "Item", "s", "" }, kind.names }, ["userIdentity.arn"] = { { callers[1], "arn:aws:iam::" }, { "alice", "session" }, { callers[3] } },
  }
  local pool = pools[field]
  for _ = 1, chance(2) do
    local operator = one({ "Equals", "StartsWith", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith" })
    selector[operator] = some(pool[operator:find("Starts") and 1 or operator:find("Ends") and 2 or chance(3) == 1 and kind.other and field == "eventName" and 1 or 3], 3)
  end
  return selector
end

local fields = { "resources.ARN", "resources.ARN", "resources.ARN", "eventName", "userIdentity.arn", "eventSource", "readOnly", "sessionCredentialFromConsole" }

-- a selector and one for what it leaves out, so that together they may record everything
local function complement(selector)
  local out = {}
  for _, field in ipairs(selector.FieldSelectors) do
    local turned = { Field = field.Field }
    for key, values in pairs(field) do
      if key ~= "Field" then turned[key:find("^Not") and key:sub(4) or "Not" .. key] = values end
    end
    if field.Field ~= "eventCategory" and field.Field ~= "resources.type" and field.Field ~= "readOnly" and chance(4) > 1 then out[#out + 1] = turned else out[#out + 1] = field end
  end
  return { FieldSelectors = out }
end

local function advanced(kind)
  local list = {}
  for _ = 1, chance(3) do
    local selector = { { Field = "eventCategory", Equals = { "Data" } }, { Field = "resources.type", Equals = { chance(6) == 1 and "AWS::S3::AccessPoint" or kind.type } } }
    for _ = 1, chance(3) - 1 do selector[#selector + 1] = field_selector(kind, one(fields)) end
    list[#list + 1] = { FieldSelectors = selector }
    if chance(2) == 1 then list[#list + 1] = complement(list[#list]) end
  end
  if chance(2) == 1 then list[#list + 1] = { FieldSelectors = { { Field = "eventCategory", Equals = { "Management" } } } } end
  return list
end

local function basic(kind)
  local list = {}
  for i = 1, chance(3) do
    local values = chance(2) == 1 and { kind.all } or some(chance(2) == 1 and kind.starts or kind.arns, 4)
    list[i] = { ReadWriteType = one({ "All", "ReadOnly", "WriteOnly" }), IncludeManagementEvents = chance(2) == 1, ExcludeManagementEventSources = {},
      DataResources = { { Type = chance(6) == 1 and "AWS::Lambda::Function" or kind.type, Values = values } } }
  end
  return list
end

local function account(kind)
  local world = { account = ACCOUNT, regions = { [REGION] = { functions = {} }, ["us-west-2"] = { functions = {} } }, trails = {} }
  for i = 1, chance(3) do
    local trail = { Name = "t" .. i, IsLogging = chance(8) > 1, IsMultiRegionTrail = chance(3) > 1, HomeRegion = one({ REGION, REGION, "us-west-2" }),
      IncludeGlobalServiceEvents = true }
    if chance(3) > 1 then trail.AdvancedEventSelectors = advanced(kind) else trail.EventSelectors = basic(kind) end
    world.trails[i] = trail
  end
  return world
end

local function events_of(kind)
  local list = {}
  for _, arn in ipairs(kind.arns) do
    for _, name in ipairs(kind.names) do
      for _, who in ipairs(callers) do
        for _, console in ipairs({ "true", false }) do
          for _, read_only in ipairs(kind.reads) do
            if not (kind.read_only and kind.read_only[name] and kind.read_only[name] ~= read_only) then
              list[#list + 1] = { eventCategory = "Data", ["resources.type"] = kind.type, eventSource = kind.source, eventType = "AwsApiCall", eventName = name,
                readOnly = read_only, ["resources.ARN"] = arn, ["userIdentity.arn"] = who or nil, sessionCredentialFromConsole = console or nil }
            end
          end
        end
      end
    end
  end
  return list
end

-- the counterexample as an event: what it does not name may be anything, so a usual event of the kind is taken
local function counterexample(kind, facts)
  local event = { eventType = "AwsApiCall", eventName = kind.names[1], eventSource = kind.source, ["resources.type"] = kind.type, ["resources.ARN"] = kind.arns[1] }
  for field, value in pairs(facts) do event[field] = tostring(value) ~= "(absent)" and value or nil end
  event.readOnly = tostring(facts.readOnly)
  return event
end

local function legal(kind, event)
  if event["resources.type"] ~= kind.type or event.eventCategory ~= "Data" then return false end
  local arn = event["resources.ARN"]
  if kind.type == "AWS::S3::Object" then
    local bucket, key = arn:match("^arn:aws:s3:::([%w._-]+)/(.*)$")
    return bucket ~= nil and #bucket >= 3 and #bucket <= 255 and #key <= 1024 and event.readOnly == kind.reads[1]
  end
  local name = arn:match("^arn:aws:dynamodb:us%-east%-1:123456789012:table/([%w._-]+)$")
  return name ~= nil and #name >= 3 and #name <= 255
end

check.seed(20261129)
for _, kind in ipairs(kinds) do
  local verdicts, events = { pass = 0, fail = 0, unknown = 0 }, events_of(kind)
  for case = 1, math.floor(250 * check.scale) do
    local world = account(kind)
    local verdict, failure = host.judge(check.lib, check.lib .. "/../controls/aws/" .. kind.control .. ".lua", world, REGION, {})
    verdicts[verdict] = (verdicts[verdict] or 0) + 1
    if verdict == "pass" or verdict == "unknown" then
      for _, event in ipairs(events) do
        if not simulate.recorded(world, event, REGION) then
          check.ok(false, kind.control, "case", case, verdict, event["resources.ARN"], event.eventName, event["userIdentity.arn"])
          break
        end
      end
      check.ok(true)
    elseif verdict == "fail" then
      local event = counterexample(kind, failure.extra.counterexample)
      check.ok(legal(kind, event), "case", case, "the counterexample is no event of the kind", event["resources.ARN"])
      check.ok(not simulate.recorded(world, event, REGION), kind.control, "case", case, "the counterexample is recorded", event["resources.ARN"])
    else
      check.ok(false, "case", case, verdict)
    end
  end
  print(("%s: %d passes, %d fails, %d unknowns"):format(kind.control, verdicts.pass, verdicts.fail, verdicts.unknown))
  check.ok(verdicts.pass > 15 * check.scale and verdicts.fail > 15 * check.scale, kind.control, "the accounts are one-sided")
end

check.finish()
