-- invocations: is every invocation of a Region's Lambda functions recorded? Puts together who records there (`cloudtrail`),
-- which events there are (`lambda`, `management`) and the decision (`coverage`).
--
--   local answer = invocations.decide(region, params)
--   -- answer.verdict: "pass", "fail" or "none" (no functions); recorders; of a fail: event, part, case, listed. Unknown leaves the check.
local cases = require "cases"
local cloudtrail = require "cloudtrail"
local coverage = require "coverage"
local lambda = require "lambda"
local management = require "management"
local places = require "places"

local invocations = {}

local CELLS = 10000
-- kinds of places that are told apart; each is judged
local PLACES = 1000

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

-- the ARNs of the listed functions at a place, and as a set those whose names a selector lists: they make no good examples
local function arns_at(place, functions, listed)
  local words, last, seen = {}, {}, {}
  for _, f in ipairs(functions) do
    local arn = f.arn or lambda.arn(place, f.name)
    if not seen[arn] then words[#words + 1] = arn end
    seen[arn] = true
    last[arn] = listed and f.name and listed[f.name] or nil
  end
  return words, last
end

-- the ARNs that must be recorded for certain and those that may have to be; nil for none
local function arns(case, functions, params)
  local place = case.place
  local words, last = arns_at(place, functions.list, case.listed)
  local at = params.require_multi_region and places.everywhere(place) or { place }
  local any = lambda.any_function(at, words, last)
  if params.coverage == "all" then
    return functions.count > 0 and any or nil, any
  end
  local listed = #words > 0 and { words = words } or nil
  return listed, functions.open and any or listed
end

local function part(name, certain, possible, why)
  return { name = name, certain = certain, possible = possible, why = why }
end

local function data_parts(case, functions, params, parts)
  local certain, possible = arns(case, functions, params)
  local place = case.place
  local why = functions.open
  local function add(name, names, read_only)
    local all = possible and lambda.events(possible, names, read_only, place) or {}
    local some = certain == possible and all or certain and lambda.events(certain, names, read_only, place) or {}
    parts[#parts + 1] = part(name, some, all, why)
  end
  add("invocation", lambda.names, { "false" })
  if params.read_write == "both" then add("read", lambda.names, { "true" }) end
  local last = part("undocumented", {}, possible and lambda.events(possible, lambda.undocumented, { "false" }, place) or {}, why)
  last.undocumented = functions.undocumented
  return last
end

local function management_part(place, functions, params)
  local events = management.events(params.read_write == "both" and { "false", "true" } or { "false" }, place)
  local it = part("management", functions.count > 0 and events or {}, events, functions.open)
  it.shared = true
  return it
end

-- the cases with their parts
local function with_parts(list, functions, params)
  local shared = params.management and management_part(list[1].place, functions, params)
  for _, case in ipairs(list) do
    case.parts = {}
    local last = data_parts(case, functions, params, case.parts)
    case.parts[#case.parts + 1] = shared or nil
    case.parts[#case.parts + 1] = last
  end
  return list
end

local function cases_of(region, recorders, functions, params)
  local where = places.of(region, recorders)
  local known = {}
  for _, f in ipairs(functions.list) do known[#known + 1] = f.arn end
  local current = params.coverage == "current"
  local list, limit = cases.of(where, recorders, {
    arns = known, everywhere = params.require_multi_region and (not current or functions.open ~= nil), by_region = current, cells = PLACES,
  })
  if not list then undecided(reasons(where.why, bound("the search for places that event selectors tell apart was given up", limit))) end
  return with_parts(list, functions, params), where.why
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
  local some, no_where = cases_of(region, recorders, functions, params)
  local answer = coverage.decide(some, recorders, more, {
    same_trail = params.same_trail, cells = CELLS, cases_why = no_where,
    shown = { "eventCategory", "readOnly" },
  })
  if answer.verdict == "unknown" then undecided(answer.why) end
  answer.recorders = recorders
  answer.listed, answer.known = {}, {}
  for _, arn in ipairs(answer.case and arns_at(answer.case.place, list) or {}) do answer.listed[arn] = true end
  for _, f in ipairs(list) do
    if f.arn then answer.known[f.arn] = true end
  end
  return answer
end

-- the Region of an event: its function's, or the subject's
local function region_of(answer)
  local arn, place = answer.event["resources.ARN"], answer.case.place
  local region = arn and lambda.region_and_account(arn) or place.region
  return place.example.region and not answer.known[arn] and region .. " (example)" or region
end

-- an ARN of the event as a report shows it: a Region or account that is only an example is marked; nil for none
function invocations.shown(answer, field)
  local arn = answer.event[field]
  if not arn or answer.known[arn] then return arn end
  return places.marked(answer.case.place, arn)
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
  for _, field in ipairs({ "resources.ARN", "userIdentity.arn" }) do
    if facts[field] and facts[field] ~= null then facts[field] = invocations.shown(answer, field) end
  end
  facts.readOnly = event.readOnly == "true"
  facts.region = region_of(answer)
  return facts
end

-- is it an event of a function that was not listed, but could be created?
function invocations.is_future(answer)
  local arn = answer.event["resources.ARN"]
  return arn ~= nil and not answer.listed[arn]
end

return invocations
