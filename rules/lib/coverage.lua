-- coverage: decides if a Region's recorders record every event of some sets, with the lower and the upper bound of what
-- they record.
--
--   local answer = coverage.decide(cases, recorders, open, { same_trail = false, cells = 10000 })
--   -- answer.verdict: "pass", "fail" or "unknown"; of a fail: event, part, case; of an unknown: why
--
-- A case is one way things may be where an account or a Region is unknown: { parts = { part, … }, recorders = … or nil }. What all
-- cases agree on is the verdict. A case's recorders are the recorders with the selectors that matter in it; nil: all of them. A part that
-- is `shared` has the same events in every case, and is decided once. A part: { certain = set, possible = set, name = …, undocumented = reasons or nil, why = reasons or nil }:
-- `certain` are the events that must be recorded in any case, `possible` those that may have to be; `undocumented`: it is
-- not documented if these events exist, so losing one is unknown for these reasons; `why`: why certain and possible differ.
--   pass: the lower bound contains all possible events; fail: the upper bound lacks a certain event; else unknown.
local events = require "events"

local coverage = {}

local function union(recorders, which)
  local all = {}
  for _, recorder in ipairs(recorders) do
    for _, selector in ipairs(recorder[which]) do all[#all + 1] = selector end
  end
  return all
end

local function uncovered(set, selectors, options)
  if #set == 0 then return nil end
  return events.uncovered(set, selectors, { cells = options.cells, shown = options.shown })
end

local function why_unknown(part, recorders, open, limit)
  local why = reasons(part.why, open)
  for _, recorder in ipairs(recorders) do why = reasons(why, recorder.why) end
  if limit then why = reasons(why, bound("the search for an event that is not recorded stopped at its limit", limit)) end
  return why
end

-- true if all that may be recorded is recorded for certain
local function is_known(recorders)
  for _, recorder in ipairs(recorders) do
    if recorder.least ~= recorder.most then return false end
  end
  return true
end

local function decide_part(part, recorders, open, options)
  local hole, limit = uncovered(part.possible, union(recorders, "least"), options)
  if hole and not open and not part.undocumented and part.certain == part.possible and is_known(recorders) then
    return { verdict = "fail", event = hole, part = part }
  end
  if not hole and not limit then return { verdict = "pass" } end
  if part.undocumented then
    return { verdict = "unknown", why = reasons(part.undocumented, why_unknown(part, recorders, open, limit)) }
  end
  if not open then
    local miss, at_bound = uncovered(part.certain, union(recorders, "most"), options)
    if miss then return { verdict = "fail", event = miss, part = part } end
    limit = limit or at_bound
  end
  return { verdict = "unknown", why = why_unknown(part, recorders, open, limit) }
end

-- a part, by all recorders of a case or by one alone; the answer for a shared part is the same in every case
local function judge_part(part, case, alone, open, options)
  local recorders = part.shared and options.recorders or case.recorders or options.recorders
  if alone then recorders = { recorders[alone] } end
  if not part.shared then return decide_part(part, recorders, open, options) end
  local memo = options.memo[part] or {}
  options.memo[part] = memo
  local key = alone or 0
  memo[key] = memo[key] or decide_part(part, recorders, open, options)
  local answer = {}
  for name, value in pairs(memo[key]) do answer[name] = value end
  return answer
end

-- the worst of a case's parts, the first of the worst
local function judge_case(case, open, options, alone)
  local worst
  for _, part in ipairs(case.parts) do
    -- undocumented events matter only where all the rest is decided
    local answer = part.undocumented and worst or judge_part(part, case, alone, open, options)
    if answer.verdict == "fail" then
      answer.case = case
      return answer
    end
    if answer.verdict == "unknown" then
      worst = { verdict = "unknown", why = reasons(worst and worst.why, answer.why) }
    end
  end
  return worst or { verdict = "pass" }
end

-- one recorder alone must do: it passes if one does, and fails if none can
local function judge_alone(case, open, options)
  local first, why
  local undecided_one = open ~= nil
  for i in ipairs(options.recorders) do
    local answer = judge_case(case, nil, options, i)
    if answer.verdict == "pass" then return answer end
    if answer.verdict == "unknown" then undecided_one, why = true, reasons(why, answer.why) end
    if answer.verdict == "fail" then first = first or answer end
  end
  if undecided_one then return { verdict = "unknown", why = reasons(why, open) } end
  -- without recorders nothing is recorded
  return first or judge_case(case, nil, options)
end

function coverage.decide(cases, recorders, open, settings)
  local judge = settings.same_trail and judge_alone or judge_case
  local options = { recorders = recorders, memo = {}, cells = settings.cells, shown = settings.shown }
  local answer
  for _, case in ipairs(cases) do
    local this = judge(case, open, options)
    if answer and answer.verdict ~= this.verdict then
      return { verdict = "unknown", why = reasons(answer.why, this.why, settings.cases_why) }
    end
    if answer and this.verdict == "unknown" then this.why = reasons(answer.why, this.why) end
    answer = answer and answer.verdict == "fail" and answer or this
  end
  if answer.verdict == "unknown" then answer.why = reasons(answer.why, #cases > 1 and settings.cases_why or nil) end
  return answer
end

-- the fields by which a selector excludes an event
local function excluding_fields(selector, event)
  local fields = {}
  for field, condition in pairs(selector) do
    if not events.records({ [field] = condition }, event) then fields[#fields + 1] = field end
  end
  return fields
end

-- the value of a list of selectors that is closest to recording an event, and its distance
local function closest(list, event)
  local best
  for _, selector in ipairs(list) do
    if selector.most then
      local fields = excluding_fields(selector.most, event)
      local from = fields[1] and selector.from[fields[1]]
      local away = #fields
      for _, field in ipairs(fields) do
        -- the selector is for another category or type of event
        if field == "eventCategory" or field == "resources.type" then away = away + 10 end
      end
      if not best or away < best.away then
        best = { away = away, field = fields[1], fields = fields, handle = from and from[1] or selector.handle, name = from and from[2], default = selector.default }
      end
    elseif selector.refused then
      if not best or best.away > 9 then best = { away = 9, handle = selector.handle, refused = selector.refused } end
    end
  end
  return best
end

-- how far one that records nothing is from recording an event. A stopped one is a little farther than an active one with the
-- same selectors.
local function idle_distance(recorder, event)
  local list = recorder.when_active and recorder.when_active()
  local best = list and closest(list, event)
  if not best then return 1000 end
  return (best.default and 100 or best.away) + 0.5
end

local function say(recorder, event)
  if recorder.idle then
    return {
      away = idle_distance(recorder, event), handle = recorder.handle, name = recorder.idle[1], text = recorder.idle[2],
      error = recorder.idle.error,
    }
  end
  local best = closest(recorder.selectors, event)
  local refused = recorder.refused
  if refused then
    return { away = best and best.away or 0, handle = refused.handle, name = refused.name, refused = refused.text,
      text = "CloudTrail's API would refuse {recorder} as planned: {refused}" }
  end
  if not best then
    return { away = 100, handle = recorder.handle, name = recorder.list, text = "{recorder} has no event selector that records events" }
  end
  if best.refused then
    return { away = best.away, handle = best.handle, text = "{recorder} has an event selector that the API would refuse: {refused}", refused = best.refused }
  end
  if best.default then
    return { away = 100, handle = best.handle, name = best.name, text = "{recorder} has no event selectors, and records management events only" }
  end
  -- where one recorder alone must do
  if best.away == 0 then
    return { away = 10000, handle = recorder.handle, name = nil, text = "{recorder} records it, but not all other events" }
  end
  if best.away >= 10 then
    return {
      away = best.away, handle = recorder.handle, name = recorder.list, fields = best.fields,
      text = "{recorder} has no event selector for such events",
    }
  end
  return { away = best.away, handle = best.handle, name = best.name, field = best.field, fields = best.fields,
    text = "the closest event selector of {recorder} excludes it by {field}" }
end

-- fields whose value is not a list
local SCALARS = { ReadWriteType = true, IncludeManagementEvents = true, IncludeGlobalServiceEvents = true, Type = true }

-- an odd value by which a selector excludes an event, and words on it; hint(field, value) returns the words or nil
local function odd_value(line, hint)
  if not hint or not line.field or not line.name then return nil end
  local list, unknown = read(line.handle, line.name)
  if unknown or SCALARS[line.name] then return nil end
  for _, value in ipairs((collect(list))) do
    local words = hint(line.field, value)
    if words then return value, words end
  end
  return nil
end

-- the order of blame: what covers the Region, what is closest to recording the event, the Region's own
local function blames_first(a, b)
  if a.far ~= b.far then return b.far end
  if a.away ~= b.away then return a.away < b.away end
  if a.own ~= b.own then return a.own end
  return a.order < b.order
end

-- why each recorder does not record an event: a list of { handle, name, text, args }, the one to blame first.
function coverage.explain(event, recorders, hint)
  local list = {}
  for i, recorder in ipairs(recorders) do
    local line = say(recorder, event)
    line.order, line.far, line.own = i, recorder.away == true, recorder.own == true
    local value, words = odd_value(line, hint)
    if value then line.text = line.text .. ": {value} " .. words end
    -- excluding: all fields that exclude the event, for reports that draw it against the selector
    line.args = {
      recorder = recorder.label, field = line.field, refused = line.refused, error = line.error, value = value,
      excluding = line.fields and table.concat(line.fields, ", "),
    }
    list[#list + 1] = line
  end
  table.sort(list, blames_first)
  return list
end

return coverage
