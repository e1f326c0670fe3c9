-- identity: names what a failing Region loses, for the fingerprint of its finding. A wider hole has another identity.
--
--   fail(handle, field, text, args, { detail = identity.of(answer) })   -- answer of `coverage.decide`, a fail, with its recorders and `listed`, a set of ARNs
--   -- "invocation\nfunction billing\nonly userIdentity.arn not_equals arn:aws:iam::…:role/batch"
--
-- The identity has, for each set of events that is not recorded completely: the listed functions whose events are lost, and
-- the selectors for such events, with all conditions. It has no message, trail, place or index, so that words, other trails
-- and the order of the input do not change it.
local events = require "events"

local identity = {}

local CELLS = 10000

local function sorted(set)
  local list = {}
  for text in pairs(set) do list[#list + 1] = text end
  table.sort(list)
  return list
end

local function most_of(recorders)
  local all = {}
  for _, recorder in ipairs(recorders) do
    for _, selector in ipairs(recorder.most) do all[#all + 1] = selector end
  end
  return all
end

local function is_recorded(event, selectors)
  for _, selector in ipairs(selectors) do
    if events.records(selector, event) then return true end
  end
  return false
end

-- the function's name: the part of its ARN after "function:"
local function name_of(arn)
  local _, stop = string.find(arn, ":function:", 1, true)
  return stop and string.sub(arn, stop + 1) or arn
end

local function add_functions(event, listed, selectors, lines)
  if not event["resources.ARN"] then return end
  local other = {}
  for field, value in pairs(event) do other[field] = value end
  for _, arn in ipairs(sorted(listed)) do
    other["resources.ARN"] = arn
    if not is_recorded(other, selectors) then lines[#lines + 1] = "function " .. name_of(arn) end
  end
end

-- add a condition, or a list of them, as text: its operators and values in order
local function add_condition(field, condition, set)
  if condition[1] ~= nil then
    for _, one in ipairs(condition) do add_condition(field, one, set) end
    return
  end
  for operator, values in pairs(condition) do
    local list = {}
    for i, value in ipairs(values) do list[i] = value end
    table.sort(list)
    set[field .. " " .. operator .. " " .. table.concat(list, " ")] = true
  end
end

-- the conditions of a selector of the event's category and type; nil: it is of others
local function conditions_of(selector, event)
  local set = {}
  for field, condition in pairs(selector) do
    if field ~= "eventCategory" and field ~= "resources.type" then
      add_condition(field, condition, set)
    elseif not events.records({ [field] = condition }, event) then
      return nil
    end
  end
  return table.concat(sorted(set), ", ")
end

-- all conditions, not only those that exclude this event: they exclude other events, too
local function add_selectors(event, selectors, lines)
  local set = {}
  for _, selector in ipairs(selectors) do
    local conditions = conditions_of(selector, event)
    if conditions then set["only " .. conditions] = true end
  end
  for _, text in ipairs(sorted(set)) do lines[#lines + 1] = text end
end

local function add_part(name, event, answer, selectors, lines)
  lines[#lines + 1] = name
  add_functions(event, answer.listed, selectors, lines)
  add_selectors(event, selectors, lines)
end

function identity.of(answer)
  local selectors, lines = most_of(answer.recorders), {}
  for _, part in ipairs(answer.case.parts) do
    local event
    if part == answer.part then
      event = answer.event
    elseif not part.undocumented and #part.certain > 0 then
      event = events.uncovered(part.certain, selectors, { cells = CELLS, shown = { "eventCategory", "readOnly" } })
    end
    if event then add_part(part.name, event, answer, selectors, lines) end
  end
  return table.concat(lines, "\n")
end

return identity
