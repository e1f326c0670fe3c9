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
local refusals = require "refusals"
local regions = require "regions"
local selectors = require "selectors"

local selector_changes = {}

local FUNCTION = "AWS::Lambda::Function"
local SELECTORS, RESOURCES, VALUES = 5, 250, 500
-- management events of these need not be recorded (see `management`)
local EXCLUDED = { "kms.amazonaws.com", "rdsdata.amazonaws.com" }
local EXCLUDABLE = { ["kms.amazonaws.com"] = true, ["rdsdata.amazonaws.com"] = true }
local KINDS = { All = true, ReadOnly = true, WriteOnly = true }

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

-- what a data resource has, as plain values; `open`: it may have others, or its type is unknown
local function data_resource(handle)
  local name, no_name = read(handle, "Type")
  local list, no_list = read(handle, "Values")
  local out = { handle = handle, type = not no_name and name or nil, values = {}, open = no_name ~= nil or no_list ~= nil }
  if not no_list then
    local items, more = collect(list)
    out.values, out.open = items, out.open or more ~= nil
  end
  return out
end

-- what a basic selector has, as plain values; `open`: a part of it is unknown; `count`: its values that count towards the quota
local function basic_selector(handle)
  local kind, no_kind = read(handle, "ReadWriteType")
  local include, no_include = read(handle, "IncludeManagementEvents")
  local list, no_list = read(handle, "DataResources")
  local out = {
    handle = handle, kind = kind, management = include ~= false, excluded = elements(handle, "ExcludeManagementEventSources"),
    resources = {}, count = 0, open = no_kind ~= nil or no_include ~= nil or no_list ~= nil,
  }
  local resources, more = {}, nil
  if not no_list then resources, more = collect(list) end
  out.open = out.open or more ~= nil
  for i, resource in ipairs(resources) do
    out.resources[i] = data_resource(resource)
    for _, value in ipairs(out.resources[i].values) do
      if not selectors.is_all(out.resources[i].type, value) then out.count = out.count + 1 end
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

-- the value of a data resource that the API accepts in place of this one, which may be the same; nil: none
local function accepted(kind, value)
  if not refusals.is_refused_resource(kind, value) then return value end
  if has_wildcard(value) then return nil end
  -- a bucket
  return value .. "/"
end

-- removes or replaces what the API refuses of a selector. planned: a plan makes it; else AWS has accepted its buckets.
local function drop_refused(selector, planned)
  local legal = {}
  for _, source in ipairs(selector.excluded or {}) do
    if EXCLUDABLE[source] then legal[#legal + 1] = source end
  end
  if selector.excluded and #legal < #selector.excluded then selector.excluded, selector.new_excluded = legal, true end
  if selector.kind and not KINDS[selector.kind] and not selector.open then selector.kind, selector.new_kind = "All", true end
  for _, resource in ipairs(selector.resources) do
    local kept, changed = {}, false
    for _, value in ipairs(resource.values) do
      local new = value
      if planned or resource.type == FUNCTION then new = accepted(resource.type, value) end
      kept[#kept + 1], changed = new, changed or new ~= value
    end
    if changed and not resource.open then resource.values, resource.changed = kept, true end
  end
end

-- adds Lambda events to a selector that records the right kind of events
local function extend(selector, needs, all)
  for _, resource in ipairs(selector.resources) do
    if resource.type == FUNCTION then
      if resource.open then needs = { lambda = true } end
      resource.values, resource.changed = with_missing(resource.values, needs, all), true
      return
    end
  end
  table.insert(selector.resources, { type = FUNCTION, values = with_missing({}, needs, all), changed = true })
end

-- the selector that can record what is missing with the fewest changes: one for functions, if they are missing
local function fitting(list, needs)
  local best
  for _, selector in ipairs(list) do
    if records(selector.kind, needs.reads) and not selector.open then
      local has = false
      for _, resource in ipairs(selector.resources) do has = has or resource.type == FUNCTION end
      if has and needs.lambda then return selector end
      best = best or selector
    end
  end
  return best
end

-- adds what is missing to a selector
local function extend_basic(selector, needs, all)
  if needs.lambda then extend(selector, needs, all) end
  if needs.management and not selector.management then
    selector.management, selector.new_management = true, true
    selector.excluded, selector.new_excluded = EXCLUDED, true
  end
end

-- true if one selector can have the data resources of both
local function is_like(a, b)
  if a.open or b.open or not a.excluded or not b.excluded then return false end
  if a.kind ~= b.kind or a.management ~= b.management or #a.excluded ~= #b.excluded then return false end
  for i, source in ipairs(a.excluded) do
    if source ~= b.excluded[i] then return false end
  end
  for _, selector in ipairs({ a, b }) do
    for _, resource in ipairs(selector.resources) do
      if resource.open then return false end
    end
  end
  return true
end

-- moves the data resources of a selector into another one: the values of one type into one data resource
local function merge(into, from)
  local out, by_type = {}, {}
  for _, selector in ipairs({ into, from }) do
    for _, resource in ipairs(selector.resources) do
      local its = by_type[resource.type]
      if not its and #resource.values > 0 then
        its = { type = resource.type, values = {}, seen = {} }
        by_type[resource.type], out[#out + 1] = its, its
      end
      for _, value in ipairs(resource.values) do
        if not its.seen[value] then its.values[#its.values + 1], its.seen[value] = value, true end
      end
    end
  end
  into.resources, into.reshaped = out, true
end

-- removes what selects nothing: the API refuses a selector without management events and without data resources
local function remove_empty(list, removed)
  for i = #list, 1, -1 do
    local selector = list[i]
    for j = #selector.resources, 1, -1 do
      local resource = selector.resources[j]
      if (resource.type == FUNCTION or resource.changed) and not resource.open and #resource.values == 0 then
        table.remove(selector.resources, j)
        selector.reshaped = true
      end
    end
    if not selector.management and not selector.open and #selector.resources == 0 then
      removed[#removed + 1] = selector.index
      table.remove(list, i)
    end
  end
end

-- joins selectors that differ in their data resources only, from the last one, until the API takes their number
local function join(list, removed)
  for j = #list, 2, -1 do
    local into
    for i = 1, j - 1 do
      if #list > SELECTORS and is_like(list[i], list[j]) then into = into or list[i] end
    end
    if into then
      merge(into, list[j])
      removed[#removed + 1] = list[j].index
      table.remove(list, j)
    end
  end
end

-- the selector that records read and write events of all functions, or nil
local function whole_of(list)
  for _, selector in ipairs(list) do
    for _, resource in ipairs(selector.resources) do
      for _, value in ipairs(resource.values) do
        if selector.kind == "All" and resource.type == FUNCTION and selectors.is_all(FUNCTION, value) then return resource end
      end
    end
  end
  return nil
end

-- removes the functions that selectors list beside one that records all functions: they count towards the quota
local function drop_listed(list)
  local whole = whole_of(list)
  for _, selector in ipairs(list) do
    local known = true
    for _, resource in ipairs(selector.resources) do known = known and not resource.open end
    for i = #selector.resources, 1, -1 do
      local resource = selector.resources[i]
      if whole and known and resource.type == FUNCTION and resource ~= whole then
        table.remove(selector.resources, i)
        selector.reshaped = true
      elseif resource == whole and #resource.values > 1 then
        for _, value in ipairs(resource.values) do
          if selectors.is_all(FUNCTION, value) then resource.values, resource.changed = { value }, true end
        end
      end
    end
  end
end

local function count_of(list)
  local total = 0
  for _, selector in ipairs(list) do
    for _, resource in ipairs(selector.resources) do
      for _, value in ipairs(resource.values) do
        if not selectors.is_all(resource.type, value) then total = total + 1 end
      end
    end
  end
  return total
end

local function plain_resources(selector)
  local out = {}
  for i, resource in ipairs(selector.resources) do out[i] = { Type = resource.type, Values = resource.values } end
  return out
end

-- the changes of one selector
local function emit(selector, out)
  if selector.new_kind then out[#out + 1] = want(selector.handle, "ReadWriteType", selector.kind) end
  if selector.new_management then out[#out + 1] = want(selector.handle, "IncludeManagementEvents", true) end
  if selector.new_excluded then out[#out + 1] = want(selector.handle, "ExcludeManagementEventSources", selector.excluded) end
  for i, resource in ipairs(selector.resources) do
    selector.reshaped = selector.reshaped or (not resource.handle and i == 1)
  end
  if selector.reshaped then
    out[#out + 1] = want(selector.handle, "DataResources", plain_resources(selector))
    return
  end
  for i, resource in ipairs(selector.resources) do
    if resource.changed and resource.handle then
      out[#out + 1] = want(resource.handle, "Values", resource.values)
    elseif not resource.handle then
      out[#out + 1] = want(selector.handle, "DataResources/" .. string.format("%d", i - 1), { Type = resource.type, Values = resource.values })
    end
  end
end

-- the selector that takes what is missing: an existing one, else the last one that is known, which then records more; nil: a new one
local function choose(list, needs)
  local fits = fitting(list, needs)
  if fits or #list < SELECTORS then return fits end
  for i = #list, 1, -1 do
    if not list[i].open then
      list[i].kind, list[i].new_kind = "All", true
      return list[i]
    end
  end
  return nil
end

local function basic(trail, handles, needs, all, refusal)
  local list, out, removed, new = {}, {}, {}, nil
  for i, handle in ipairs(handles) do
    list[i] = basic_selector(handle)
    list[i].index = i
  end
  remove_empty(list, removed)
  for _, selector in ipairs(list) do drop_refused(selector, refusal ~= nil) end
  join(list, removed)
  if needs.values and count_of(list) + #needs.values > RESOURCES then needs = { lambda = needs.lambda, management = needs.management, reads = needs.reads } end
  if needs.lambda or needs.management then
    local selector = choose(list, needs)
    if selector then
      extend_basic(selector, needs, all)
    elseif #list < SELECTORS then
      new = new_basic(needs, all)
    else
      return nil
    end
  end
  if refusal and count_of(list) > RESOURCES then drop_listed(list) end
  remove_empty(list, removed)
  for _, selector in ipairs(list) do emit(selector, out) end
  -- from the last one, so that the other indices stay
  table.sort(removed, function(a, b) return a > b end)
  for _, index in ipairs(removed) do
    out[#out + 1] = want(trail, "EventSelectors/" .. string.format("%d", index - 1), null)
  end
  if new then out[#out + 1] = want(trail, "EventSelectors/" .. string.format("%d", #list), new) end
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
  local read_list = selectors.advanced(handles)
  local out, total, kept = {}, 0, #handles
  for _, handle in ipairs(handles) do total = total + count_values(handle) end
  local crowded = total + 12 + (needs.values and #needs.values or 0) > VALUES
  if crowded and needs.values then needs = { lambda = needs.lambda, management = needs.management, reads = needs.reads } end
  -- from the last one, so that the other indices stay
  for i = #read_list, 1, -1 do
    local selector = read_list[i]
    if selector.refused or (refusal and refusals.has_refused_value(selector.handle)) or ((refusal or crowded) and is_subsumed(selector, needs)) then
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

-- true if a list field has an element, known or not; nil: that is unknown
local function has_elements(handle, field)
  local list, unknown = read(handle, field)
  if unknown then return nil end
  local items, more = collect(list)
  if #items == 0 and more then return nil end
  return #items > 0
end

-- refusal: why the API refuses the selectors as they are, or nil; kind: the field that is kept where both kinds have selectors
function selector_changes.of(trail, needs, refusal, kind)
  if not needs.lambda and not needs.management and not refusal then return {} end
  local has_basic, has_advanced = has_elements(trail, "EventSelectors"), has_elements(trail, "AdvancedEventSelectors")
  local all = all_functions(trail)
  if has_basic == nil or has_advanced == nil or (needs.lambda and not all) then return nil end
  if has_basic and has_advanced and not kind then return nil end
  if has_advanced and kind ~= "EventSelectors" then
    local list = elements(trail, "AdvancedEventSelectors")
    local out = list and advanced(trail, list, needs, refusal)
    if out and has_basic then table.insert(out, 1, want(trail, "EventSelectors", null)) end
    return out
  end
  if has_basic then
    local list = elements(trail, "EventSelectors")
    local out = list and basic(trail, list, needs, all, refusal)
    if out and has_advanced then table.insert(out, 1, want(trail, "AdvancedEventSelectors", null)) end
    return out
  end
  -- without selectors it records management events, and any selector replaces that
  if not needs.lambda and not needs.management then return {} end
  local values = with_missing({}, needs, all)
  return { want(trail, "EventSelectors", { { ReadWriteType = "All", IncludeManagementEvents = true, DataResources = { { Type = FUNCTION, Values = values } } } }) }
end

return selector_changes
