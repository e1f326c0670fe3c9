-- recording: the statement of a policy about what must be recorded, and its proof.
--
--   require_recorded {
--     region = region,                                   -- the subject
--     events = { functions.invocations(asked, { … }), … },  -- what must be recorded; false entries are skipped
--     by = cloudtrail.recorders(region, { … }),          -- who may record it
--     alone = false,                                     -- true: one of them must record all of it
--     of = asked,                                        -- the resources (see `resources`); nil: events without a resource
--     hint = lambda.hint,                                -- words on a selector's odd value, or nil
--   }
-- recording.is_recorded(policy): the same as a boolean, without a fail().
-- Returns where all of it is recorded in every place that the subject may be in. Calls fail() with an event that is not
-- recorded and what each recorder does with it. Ends the check with *unknown* where that depends on something unknown.
--
-- An entry of events: { name = "invocation", text = "… {resource} ({name}) …", future = text for a resource that does not exist
-- yet or nil, shows = { field, … }, sets = function(case) -> certain, possible, why = reasons or nil, shared = true if the
-- sets are the same in every case, undocumented = reasons or nil }. certain and possible are sets of events (see `events`).
local cases = require "cases"
local coverage = require "coverage"
local identity = require "identity"
local places = require "places"
local remarks = require "remarks"
local resources = require "resources"

-- cells of events that a search may visit
local CELLS = 10000
-- the resources of a policy about events without one
local NONE = resources.every(nil)
-- kinds of places that are told apart; each is judged
local PLACES = 1000

local function part_of(entry, case)
  local certain, possible = entry.sets(case)
  return {
    name = entry.name, entry = entry, certain = certain or {}, possible = possible or {}, why = entry.why,
    shared = entry.shared, undocumented = entry.undocumented,
  }
end

-- the places that the subject may be in, each with what must be recorded there
local function cases_of(policy)
  local asked = policy.of or NONE
  local where = places.of(policy.region, policy.by)
  local known = {}
  for _, f in ipairs(asked.list) do known[#known + 1] = f.arn end
  local list, limit = cases.of(where, policy.by, {
    kind = asked.kind, arns = known, everywhere = asked.everywhere and (not asked.current or asked.open ~= nil), by_region = asked.current, cells = PLACES,
  })
  if not list then
    undecided(reasons(where.why, bound("the search for places that event selectors distinguish exceeded its limit", limit)))
  end
  local shared = {}
  for _, case in ipairs(list) do
    case.parts = {}
    for _, entry in ipairs(policy.events) do
      local part = entry and (shared[entry.name] or part_of(entry, case))
      if part and part.shared then shared[entry.name] = part end
      if part then case.parts[#case.parts + 1] = part end
    end
  end
  return list, where.why
end

-- an ARN of the event as a report shows it: a Region or account that is only an example is marked; nil for none
local function shown(answer, asked, field)
  local arn = answer.event[field]
  if not arn or asked.known[arn] then return arn end
  return places.marked(answer.case.place, arn)
end

-- the resource of an event as a message names it: its ARN, of a planned one after its Terraform address; nil for none
local function resource_of(answer, asked)
  local arn = shown(answer, asked, "resources.ARN")
  if not arn then return nil end
  local its = resources.address_of(asked, answer.case.place, answer.event["resources.ARN"])
  return its and its ~= arn and its .. ", " .. arn or arn
end

-- the Region of an event: its resource's, or the subject's
local function region_of(answer, asked)
  local arn, place = answer.event["resources.ARN"], answer.case.place
  local region = arn and not asked.kind.global and asked.kind.region_and_account(arn) or place.region
  return place.example.region and not asked.known[arn] and region .. " (example)" or region
end

-- the event as facts for a finding: the fields that show why no selector records it, and those that name it
local function facts_of(answer, asked)
  local event, facts = answer.event, {}
  for field in pairs(event.constrained) do
    if not event.absent[field] then facts[field] = event[field] end
  end
  for _, field in ipairs({ "userIdentity.arn", "sessionCredentialFromConsole" }) do
    if event.constrained[field] and event.absent[field] then facts[field] = null end
  end
  for _, field in ipairs(answer.part.entry.shows) do facts[field] = event[field] end
  for _, field in ipairs({ "resources.ARN", "userIdentity.arn" }) do
    if facts[field] and facts[field] ~= null then facts[field] = shown(answer, asked, field) end
  end
  facts.readOnly = event.readOnly == "true"
  facts.region = region_of(answer, asked)
  return facts
end

-- true if the event is one of a resource that is not listed, but can be created
local function is_future(answer)
  local arn = answer.event["resources.ARN"]
  return arn ~= nil and not answer.listed[arn]
end

local function report(policy, answer)
  local event, entry, asked = answer.event, answer.part.entry, policy.of or NONE
  local text = entry.future and is_future(answer) and entry.future or entry.text
  local extra = { counterexample = facts_of(answer, asked), detail = identity.of(answer) }
  local args = { resource = resource_of(answer, asked), name = event.eventName, source = event.eventSource }
  local lines = coverage.explain(event, policy.by, policy.hint)
  for i, line in ipairs(lines) do
    if i == 1 then
      for key, value in pairs(line.args) do args[key] = value end
      fail(line.handle, line.name, text .. ": " .. line.text, args, extra)
    else
      fail(line.handle, line.name, line.text, line.args)
    end
  end
  if #lines == 0 then
    fail(policy.region:all("AWS::CloudTrail::Trail"), nil, text .. ": no trail records in this Region", args, extra)
  end
end

local function decide(policy)
  local list, no_where = cases_of(policy)
  return coverage.decide(list, policy.by, policy.by.open, {
    same_trail = policy.alone, cells = CELLS, cases_why = no_where, shown = { "eventCategory", "readOnly" },
  })
end

-- true or false, without a fail(); ends the check where that is unknown
local function is_recorded(policy)
  local answer = decide(policy)
  if answer.verdict == "unknown" then undecided(answer.why) end
  return answer.verdict == "pass"
end

local function require_recorded(policy)
  local answer = decide(policy)
  if answer.verdict == "unknown" then undecided(answer.why) end
  remarks.of(policy.by, answer.verdict == "fail")
  if answer.verdict == "pass" then return end
  answer.recorders, answer.listed = policy.by, {}
  for _, arn in ipairs((resources.at(policy.of or NONE, answer.case.place))) do answer.listed[arn] = true end
  report(policy, answer)
end

-- the names of the events (entries of policy.events) that recorders do not record for certain, as a set. Entries about
-- undocumented events are left out.
local function missing(policy, by)
  local other = {}
  for key, value in pairs(policy) do other[key] = value end
  other.by = by
  local list, out = cases_of(other), {}
  for n = 1, #list[1].parts do
    local name, some = list[1].parts[n].name, {}
    for i, case in ipairs(list) do
      some[i] = { place = case.place, recorders = case.recorders, parts = { case.parts[n] } }
    end
    local answer = coverage.decide(some, by, nil, { same_trail = false, cells = CELLS, shown = { "eventCategory", "readOnly" } })
    if answer.verdict ~= "pass" and not list[1].parts[n].undocumented then out[name] = true end
  end
  return out
end

return { require_recorded = require_recorded, is_recorded = is_recorded, missing = missing }
