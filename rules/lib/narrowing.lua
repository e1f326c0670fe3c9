-- narrowing: the events that the data selectors of a trail leave out by who called or by console sessions, and that no other selector of
-- the trail records.
--
--   for _, one in ipairs(narrowing.of(trail)) do … end
--   -- { { handle = a field selector, field = "userIdentity.arn", name = "NotEquals", facts = the event for a finding }, … }
-- Ends the check with *unknown* where that depends on something unknown.
--
-- A selector without its conditions on these fields selects more: the events of the difference must be recorded by the selectors
-- of the trail together. That is decided by `events`, over all events that the wider selector does not exclude: for each of its
-- conditions, selectors of the opposite are added.
local callers = require "callers"
local events = require "events"
local s3_objects = require "s3_objects"
local selectors = require "selectors"

local narrowing = {}

local CELLS = 10000
local NARROWS = { ["userIdentity.arn"] = true, sessionCredentialFromConsole = true }
local SERVICES = { ["AWS::Lambda::Function"] = "lambda", ["AWS::DynamoDB::Table"] = "dynamodb" }
local OPPOSITE = {
  equals = "not_equals", starts_with = "not_starts_with", ends_with = "not_ends_with",
  not_equals = "equals", not_starts_with = "starts_with", not_ends_with = "ends_with",
}

local function listed(written)
  return written[1] ~= nil and written or { written }
end

-- true if a selector has, or may have, a condition on one of the fields
local function may_narrow(selector)
  local list, no_list = read(selector, "FieldSelectors")
  if no_list then return true end
  local known, more = collect(list)
  for _, entry in ipairs(known) do
    local field, no_field = read(entry, "Field")
    if no_field or NARROWS[field] then return true end
  end
  return more ~= nil
end

-- selectors that together record exactly the events that a condition on a field does not admit
local function opposites(field, condition, out)
  local chosen, barred, selects, bars = {}, {}, false, false
  for operator, values in pairs(condition) do
    if #values > 0 and string.sub(operator, 1, 4) == "not_" then
      chosen[OPPOSITE[operator]], bars = values, true
    elseif #values > 0 then
      barred[OPPOSITE[operator]], selects = values, true
    end
  end
  if selects then out[#out + 1] = { [field] = barred } end
  if bars then out[#out + 1] = { [field] = chosen } end
end

-- selectors that together record exactly the events that a selector does not, its conditions on who called left out
local function outside(selector)
  local out = {}
  for field, written in pairs(selector) do
    if not NARROWS[field] then
      for _, condition in ipairs(listed(written)) do opposites(field, condition, out) end
    end
  end
  return out
end

local function partition_of(trail)
  local arn, no_arn = read(trail, "Arn")
  local stop = arn and not no_arn and string.find(arn, ":", 5, true)
  return stop and string.sub(arn, 5, stop - 1) or "aws"
end

-- the one type that a selector names; nil: it is unknown
local function type_of(selector)
  for _, condition in ipairs(listed(selector["resources.type"] or {})) do
    if condition.equals and #condition.equals == 1 then return condition.equals[1] end
  end
  return nil
end

local function arns_of(kind, partition)
  if kind == "AWS::S3::Object" then return s3_objects.any({ { partition = partition } }) end
  local head = SERVICES[kind] and "arn:" .. partition .. ":" .. SERVICES[kind] .. ":" or "arn:"
  return { head = head, chars = "a-z0-9:/A-Z!-~", min = 1, max = 2048 }
end

-- the data events of a type, whatever the service
local function all_events(selector, partition)
  local kind = type_of(selector)
  return { { fields = {
    eventCategory = { words = { "Data" } },
    ["resources.type"] = kind and { words = { kind } } or { head = "AWS::", chars = "A-Za-z0-9:", min = 1, max = 100 },
    ["resources.ARN"] = arns_of(kind, partition),
    readOnly = { words = { "false", "true" } },
    eventSource = { head = "", chars = "a-z0-9.-", tail = ".amazonaws.com", min = 1, max = 100 },
    eventName = { head = "", chars = "A-Za-z0-9", min = 1, max = 128 },
    eventType = { words = { "AwsApiCall", "AwsServiceEvent" } },
    ["userIdentity.arn"] = callers.language(partition, "123456789012"),
    sessionCredentialFromConsole = callers.console,
  } } }
end

local function joined(a, b)
  local all = {}
  for _, list in ipairs({ a, b }) do
    for _, one in ipairs(list) do all[#all + 1] = one end
  end
  return all
end

-- all selectors of a trail as lower and upper bound
local function bounds(entries, open)
  local least, most = {}, {}
  for _, entry in ipairs(entries) do
    if entry.least then least[#least + 1] = entry.least end
    if entry.most then most[#most + 1] = entry.most end
  end
  if open then most[#most + 1] = {} end
  return least, most
end

local function stopped(limit)
  return limit and bound("the search for an event that is not recorded stopped at its limit", limit)
end

-- an event that a selector leaves out by who called and nothing else records; nil and reasons where that is unknown; nil where there
-- is none. why: the reasons why the selector is not known completely; others: those of all selectors
local function left_out(entry, why, others, least, most, partition)
  local all, rest = all_events(entry.most, partition), outside(entry.most)
  local options = { cells = CELLS, shown = { "eventCategory", "resources.type" } }
  local event, limit = events.uncovered(all, joined(least, rest), options)
  if not event then return nil, stopped(limit) end
  if why then return nil, why end
  if not others then return event end
  event, limit = events.uncovered(all, joined(most, rest), options)
  if event then return event end
  return nil, reasons(others, stopped(limit))
end

-- the event as facts for a finding
local function facts_of(event)
  local facts = { ["resources.ARN"] = event["resources.ARN"] }
  for field in pairs(event.constrained) do
    if not event.absent[field] then
      facts[field] = event[field]
    elseif NARROWS[field] then
      facts[field] = null
    end
  end
  return facts
end

-- the condition that excludes an event: on the caller, else on console sessions
local function blame(entry, event)
  local caller, field = entry.most["userIdentity.arn"], "sessionCredentialFromConsole"
  if caller and not events.records({ ["userIdentity.arn"] = caller }, event) then field = "userIdentity.arn" end
  return { handle = entry.from[field][1], name = entry.from[field][2], field = field, facts = facts_of(event) }
end

-- true if it may be a selector of data events with such a condition
local function may_matter(entry)
  return entry.most and events.records({ eventCategory = entry.most.eventCategory }, { eventCategory = "Data" }) and may_narrow(entry.handle)
end

function narrowing.of(trail)
  local list, no_list = read(trail, "AdvancedEventSelectors")
  if no_list then undecided(no_list) end
  local known, open = collect(list)
  local entries, others = selectors.advanced(known, false)
  local least, most = bounds(entries, open)
  local found, unknown, partition = {}, open, partition_of(trail)
  others = reasons(others, open)
  for i, entry in ipairs(entries) do
    if may_matter(entry) then
      local _, why = selectors.advanced({ known[i] }, false)
      local event, no_event = left_out(entry, why, others, least, most, partition)
      if event then found[#found + 1] = blame(entry, event) end
      unknown = reasons(unknown, no_event)
    end
  end
  if #found == 0 and unknown then undecided(unknown) end
  return found
end

return narrowing
