-- selector_changes: changes of a trail's event selectors so that it also records Lambda invocations or management events.
--
--   local list = selector_changes.of(trail, { lambda = true, management = false, reads = true, values = { ARN, … } or nil })
--   -- { want(…), … }: empty if nothing is missing; nil: the selectors are unknown, or can't record it
-- values: the functions that are missing; nil: every function. reads: read events must be recorded, too.
--
-- A trail keeps its kind of selectors: the Terraform provider writes the default selectors before it writes another kind, and
-- AWS refuses an empty list of advanced ones, so a change of kind loses events and has no way back. Nothing that is recorded
-- is removed: selectors and values are added, or replaced where they select less. Selectors and values that the API refuses
-- record nothing and are removed. Sources: see `selectors` and `refusals`.
local regions = require "regions"
local selectors = require "selectors"

local selector_changes = {}

local FUNCTION = "AWS::Lambda::Function"
local SELECTORS, RESOURCES, VALUES = 5, 250, 500
-- management events of these need not be recorded (see `management`)
local EXCLUDED = { "kms.amazonaws.com", "rdsdata.amazonaws.com" }

-- the elements of a list field; nil where one may be missing
local function elements(handle, field)
  local list, unknown = read(handle, field)
  if unknown then return nil end
  local items, more = collect(list)
  if more then return nil end
  return items
end

-- the value that stands for all functions; nil where the partition is unknown
local function all_functions(trail)
  local its_home, no_home = try(home, trail)
  local name, no_name
  if not no_home then name, no_name = read(its_home, "name") end
  if no_home or no_name then
    local partition, unknown = read(owner(trail), "partition")
    return not unknown and partition and "arn:" .. partition .. ":lambda" or nil
  end
  return "arn:" .. regions.partition(name) .. ":lambda"
end

local function has_wildcard(value) return string.find(value, "*", 1, true) ~= nil end

-- what a basic selector has, as plain values; nil where something is unknown
local function basic_selector(handle)
  local kind, no_kind = read(handle, "ReadWriteType")
  local include, no_include = read(handle, "IncludeManagementEvents")
  local resources = elements(handle, "DataResources")
  if no_kind or no_include or not resources then return nil end
  local out = { handle = handle, kind = kind, management = include ~= false, resources = {}, count = 0 }
  for i, resource in ipairs(resources) do
    local name, no_name = read(resource, "Type")
    local values = elements(resource, "Values")
    if no_name or not values then return nil end
    out.resources[i] = { handle = resource, type = name, values = values }
    for _, value in ipairs(values) do
      if not selectors.is_all(name, value) then out.count = out.count + 1 end
    end
  end
  return out
end

-- true if a selector of this ReadWriteType records what is needed
local function records(kind, reads) return kind == "All" or (kind == "WriteOnly" and not reads) end

local function new_kind(needs) return needs.reads and "All" or "WriteOnly" end

-- the values of a Lambda data resource with those that are missing; without what the API refuses
local function with_missing(values, needs, all)
  if not needs.values then return { all } end
  local out, seen = {}, {}
  for _, list in ipairs({ values, needs.values }) do
    for _, value in ipairs(list) do
      if not seen[value] and not has_wildcard(value) then out[#out + 1] = value end
      seen[value] = true
    end
  end
  return out
end

-- what a new basic selector records of management events
local function management_part(selector, needs)
  selector.IncludeManagementEvents = needs.management == true
  if needs.management then selector.ExcludeManagementEventSources = EXCLUDED end
  return selector
end

local function new_basic(needs, all)
  local selector = management_part({ ReadWriteType = new_kind(needs) }, needs)
  if needs.lambda then selector.DataResources = { { Type = FUNCTION, Values = with_missing({}, needs, all) } } end
  return selector
end

-- removes what the API refuses of the Lambda values of a selector, except in the resource that is changed anyway
local function drop_refused(selector, changed, out)
  for _, resource in ipairs(selector.resources) do
    local kept = {}
    for _, value in ipairs(resource.values) do
      if not has_wildcard(value) then kept[#kept + 1] = value end
    end
    if resource ~= changed and resource.type == FUNCTION and #kept < #resource.values then
      out[#out + 1] = want(resource.handle, "Values", kept)
    end
  end
end

-- adds Lambda events to a selector that records the right kind of events; returns the resource that it changes
local function extend(selector, needs, all, out)
  for _, resource in ipairs(selector.resources) do
    if resource.type == FUNCTION then
      out[#out + 1] = want(resource.handle, "Values", with_missing(resource.values, needs, all))
      return resource
    end
  end
  local new = { Type = FUNCTION, Values = with_missing({}, needs, all) }
  if #selector.resources == 0 then
    out[#out + 1] = want(selector.handle, "DataResources", { new })
  else
    out[#out + 1] = want(selector.handle, "DataResources/" .. string.format("%d", #selector.resources), new)
  end
  return nil
end

-- the selector that can record what is missing with the fewest changes: one for functions, if they are missing
local function fitting(list, needs)
  local best
  for _, selector in ipairs(list) do
    if records(selector.kind, needs.reads) then
      local has = false
      for _, resource in ipairs(selector.resources) do has = has or resource.type == FUNCTION end
      if has and needs.lambda then return selector end
      best = best or selector
    end
  end
  return best
end

local function basic(trail, handles, needs, all)
  local list, out, total = {}, {}, 0
  for i, handle in ipairs(handles) do
    list[i] = basic_selector(handle)
    if not list[i] then return nil end
    total = total + list[i].count
  end
  if needs.values and total + #needs.values > RESOURCES then needs = { lambda = true, management = needs.management, reads = needs.reads } end
  local selector, changed = fitting(list, needs), nil
  if not selector and #list < SELECTORS then
    out[1] = want(trail, "EventSelectors/" .. string.format("%d", #list), new_basic(needs, all))
  else
    if not selector then
      -- the last selector records more, because no other one can be added
      selector = list[#list]
      out[#out + 1] = want(selector.handle, "ReadWriteType", "All")
    end
    if needs.lambda then changed = extend(selector, needs, all, out) end
    if needs.management and not selector.management then
      out[#out + 1] = want(selector.handle, "IncludeManagementEvents", true)
      out[#out + 1] = want(selector.handle, "ExcludeManagementEventSources", EXCLUDED)
    elseif needs.management then
      -- it excludes sources that are required
      out[#out + 1] = want(selector.handle, "ExcludeManagementEventSources", {})
    end
  end
  for _, one in ipairs(list) do drop_refused(one, changed, out) end
  return out
end

local function field(name, operator, values) return { Field = name, [operator] = values } end

local function add_read_only(fields, needs)
  if not needs.reads then fields[#fields + 1] = field("readOnly", "Equals", { "false" }) end
  return { FieldSelectors = fields }
end

local function new_advanced(needs)
  local out = {}
  if needs.management then
    out[#out + 1] = add_read_only({ field("eventCategory", "Equals", { "Management" }), field("eventSource", "NotEquals", EXCLUDED) }, needs)
  end
  if needs.lambda then
    local fields = { field("eventCategory", "Equals", { "Data" }), field("resources.type", "Equals", { FUNCTION }) }
    if needs.values then fields[#fields + 1] = field("resources.ARN", "Equals", needs.values) end
    out[#out + 1] = add_read_only(fields, needs)
  end
  return out
end

local function is_function_value(condition) return condition and condition.equals and condition.equals[1] == FUNCTION end

-- true if the new selectors record all that an advanced selector records
local function is_subsumed(selector, needs)
  local most = selector.most
  local kind = most and most["resources.type"]
  return needs.lambda and needs.reads and not needs.values and kind ~= nil and (is_function_value(kind) or is_function_value(kind[1]))
end

local function count_values(handle)
  local total = 0
  for _, entry in ipairs(elements(handle, "FieldSelectors") or {}) do
    for _, operator in ipairs(selectors.operators) do total = total + #(elements(entry, operator.name) or {}) end
  end
  return total
end

local function advanced(trail, handles, needs, refusal)
  local read_list, why = selectors.advanced(handles)
  if why then return nil end
  local out, total, kept = {}, 0, #handles
  for _, handle in ipairs(handles) do total = total + count_values(handle) end
  local crowded = total + 12 + (needs.values and #needs.values or 0) > VALUES
  if crowded and needs.values then needs = { lambda = true, management = needs.management, reads = needs.reads } end
  -- from the last one, so that the other indices stay
  for i = #read_list, 1, -1 do
    local selector = read_list[i]
    if selector.refused or ((refusal or crowded) and is_subsumed(selector, needs)) then
      out[#out + 1] = want(trail, "AdvancedEventSelectors/" .. string.format("%d", i - 1), null)
      kept = kept - 1
    end
  end
  for _, new in ipairs(new_advanced(needs)) do
    out[#out + 1] = want(trail, "AdvancedEventSelectors/" .. string.format("%d", kept), new)
    kept = kept + 1
  end
  return out
end

-- refusal: why the API refuses the selectors as they are, or nil
function selector_changes.of(trail, needs, refusal)
  if not needs.lambda and not needs.management and not refusal then return {} end
  local basic_list, advanced_list = elements(trail, "EventSelectors"), elements(trail, "AdvancedEventSelectors")
  local all = all_functions(trail)
  if not basic_list or not advanced_list or (needs.lambda and not all) then return nil end
  if #basic_list > 0 and #advanced_list > 0 then return nil end
  if #advanced_list > 0 then return advanced(trail, advanced_list, needs, refusal) end
  if #basic_list > 0 then return basic(trail, basic_list, needs, all) end
  -- without selectors it records management events, and any selector replaces that
  local values = with_missing({}, needs, all)
  return { want(trail, "EventSelectors", { { ReadWriteType = "All", IncludeManagementEvents = true, DataResources = { { Type = FUNCTION, Values = values } } } }) }
end

return selector_changes
