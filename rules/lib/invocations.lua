-- invocations: is every invocation of a Region's Lambda functions recorded? Puts together who records there (`cloudtrail`),
-- which events there are (`lambda`, `management`) and the decision (`coverage`).
--
--   local answer = invocations.decide(region, params)
--   -- answer.verdict: "pass", "fail" or "none" (no functions); recorders; of a fail: event, part, case, listed. Unknown leaves the check.
local cloudtrail = require "cloudtrail"
local coverage = require "coverage"
local lambda = require "lambda"
local management = require "management"
local places = require "places"

local invocations = {}

local CELLS = 10000

-- the listed functions as { arn = … } or { name = … }, and why there may be others
local function functions_of(region)
  local handles, open = collect(region:all("AWS::Lambda::Function"))
  local list = {}
  for _, handle in ipairs(handles) do
    local arn, no_arn, name, no_name
    -- what is yet to be created has no ARN to ask for
    if action(handle) ~= "create" then arn, no_arn = read(handle, "Arn") end
    if not arn then name, no_name = read(handle, "FunctionName") end
    if arn then
      list[#list + 1] = { arn = lambda.unqualified(arn) }
    elseif name then
      list[#list + 1] = { name = name }
    else
      open = reasons(open, no_arn, no_name)
    end
  end
  return list, open, #handles
end

local function arns_at(place, functions)
  local words, seen = {}, {}
  for _, f in ipairs(functions) do
    local arn = f.arn or lambda.arn(place, f.name)
    if not seen[arn] then words[#words + 1] = arn end
    seen[arn] = true
  end
  return words
end

-- the ARNs that must be recorded for certain and those that may have to be; nil for none
local function arns(place, functions, params)
  local words = arns_at(place, functions.list)
  local at = params.require_multi_region and places.everywhere(place) or { place }
  local any = lambda.any_function(at, words)
  if params.coverage == "all" then
    return functions.count > 0 and any or nil, any
  end
  local listed = #words > 0 and { words = words } or nil
  return listed, functions.open and any or listed
end

local function part(name, certain, possible, why)
  return { name = name, certain = certain, possible = possible, why = why }
end

local function data_parts(place, functions, params, parts)
  local certain, possible = arns(place, functions, params)
  local why = functions.open
  local function set(language, names, read_only)
    return language and lambda.events(language, names, read_only, place) or {}
  end
  parts[#parts + 1] = part("invocation", set(certain, lambda.names, { "false" }), set(possible, lambda.names, { "false" }), why)
  if params.read_write == "both" then
    parts[#parts + 1] = part("read", set(certain, lambda.names, { "true" }), set(possible, lambda.names, { "true" }), why)
  end
  local last = part("undocumented", {}, set(possible, lambda.undocumented, { "false" }), why)
  last.undocumented = functions.undocumented
  return last
end

local function parts_at(place, functions, params)
  local parts = {}
  local last = data_parts(place, functions, params, parts)
  if params.management then
    local events = management.events(params.read_write == "both" and { "false", "true" } or { "false" }, place)
    parts[#parts + 1] = part("management", functions.count > 0 and events or {}, events, functions.open)
  end
  parts[#parts + 1] = last
  return { parts = parts, place = place }
end

function invocations.decide(region, params)
  local list, open, count = functions_of(region)
  local functions = { list = list, open = open, count = count, undocumented = doubt(region, nil,
    "the event selectors record every documented invocation, but would leave out InvokeAsync or InvokeWithResponseStream, whose recorded names are not documented") }
  if count == 0 and not open then return { verdict = "none" } end
  local recorders, more = cloudtrail.recorders(region, {
    closed_world = params.closed_world, event_data_stores = params.allow_event_data_store,
    require_delivery = params.require_delivery, require_multi_region = params.require_multi_region,
  })
  local where, no_where = places.of(region, recorders)
  local cases = {}
  for _, place in ipairs(where) do cases[#cases + 1] = parts_at(place, functions, params) end
  local answer = coverage.decide(cases, recorders, more, {
    same_trail = params.same_trail, cells = CELLS, cases_why = no_where,
    shown = { "eventCategory", "readOnly" },
  })
  if answer.verdict == "unknown" then undecided(answer.why) end
  answer.recorders = recorders
  answer.listed = {}
  for _, arn in ipairs(answer.case and arns_at(answer.case.place, list) or {}) do answer.listed[arn] = true end
  return answer
end

-- the Region of an event: its function's, or the subject's
local function region_of(event, place)
  local arn = event["resources.ARN"]
  if not arn then return place.region end
  local at = 0
  for _ = 1, 3 do at = string.find(arn, ":", at + 1) or #arn end
  local stop = string.find(arn, ":", at + 1)
  return stop and string.sub(arn, at + 1, stop - 1) or place.region
end

-- the event as facts for a finding: selector fields by name, and the Region; the fields that matter, and those that
-- say which event it is
function invocations.facts(answer)
  local event, facts = answer.event, {}
  local management_event = answer.part.name == "management"
  local named = management_event and { "eventCategory", "eventSource" } or { "eventCategory", "eventName", "resources.type", "resources.ARN" }
  for field in pairs(event.constrained) do
    if not event.absent[field] then facts[field] = event[field] end
  end
  for _, field in ipairs({ "userIdentity.arn", "sessionCredentialFromConsole" }) do
    if event.constrained[field] and event.absent[field] then facts[field] = null end
  end
  for _, field in ipairs(named) do facts[field] = event[field] end
  facts.readOnly = event.readOnly == "true"
  facts.region = region_of(event, answer.case.place)
  return facts
end

-- is it an event of a function that was not listed, but could be created?
function invocations.is_future(answer)
  local arn = answer.event["resources.ARN"]
  return arn ~= nil and not answer.listed[arn]
end

return invocations
