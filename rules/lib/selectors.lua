-- selectors: the event selectors of a trail or an event data store, in the form that `events` decides on.
--
--   local list, why = selectors.basic((collect(trail.EventSelectors)))
--   -- list[1].least: { eventCategory = { equals = { "Data" } }, ["resources.type"] = … }
--
-- An unknown value leaves two bounds: the least that is certainly recorded and the most that may be. Each function returns a
-- list of
--   { least = selector or nil, most = selector or nil, from = { [field] = { handle, name } }, handle = …, refused = text or nil,
--     may_be_refused = reasons or nil }
-- and the reasons why least and most differ, or nil. `from`: the value of the input that sets a field's condition. `refused`:
-- why the API would refuse the selector; such a selector records nothing.
-- Sources: the CloudTrail API reference (EventSelector, DataResource, AdvancedEventSelector, AdvancedFieldSelector) and
-- the user guide's page on filtering data events.
local selectors = {}

-- the services of data resources: the value arn:PARTITION:SERVICE selects all resources of the type
local services = { ["AWS::Lambda::Function"] = "lambda", ["AWS::DynamoDB::Table"] = "dynamodb", ["AWS::S3::Object"] = "s3" }

-- the operators of an advanced field selector: `name` as the API writes it, `key` as `events` reads it
selectors.operators = {
  { name = "Equals", key = "equals", selects = true }, { name = "StartsWith", key = "starts_with", selects = true },
  { name = "EndsWith", key = "ends_with", selects = true }, { name = "NotEquals", key = "not_equals" },
  { name = "NotStartsWith", key = "not_starts_with" }, { name = "NotEndsWith", key = "not_ends_with" },
}

-- the operators that a field takes, for each category; "any" is all six
local trail_fields = {
  Management = { eventCategory = "Equals", readOnly = "Equals", eventSource = "NotEquals" },
  Data = {
    eventCategory = "Equals", readOnly = "Equals", ["resources.type"] = "Equals", eventSource = "any", eventName = "any",
    eventType = "any", ["resources.ARN"] = "any", ["userIdentity.arn"] = "any", sessionCredentialFromConsole = "Equals NotEquals",
  },
}
local store_fields = {
  Management = {
    eventCategory = "Equals", readOnly = "Equals", eventSource = "any", eventName = "any", eventType = "any",
    ["userIdentity.arn"] = "any", sessionCredentialFromConsole = "Equals NotEquals",
  },
  Data = trail_fields.Data,
}

local known_fields = { errorCode = true, vpcEndpointId = true }
for field in pairs(trail_fields.Data) do known_fields[field] = true end

-- the only sources that a trail's management selector can exclude
local excludable = { ["kms.amazonaws.com"] = true, ["rdsdata.amazonaws.com"] = true }

local function copy(selector)
  local new = {}
  for field, condition in pairs(selector) do new[field] = condition end
  return new
end

-- the known elements of a list field, and the reasons why there may be others or nil
local function values(handle, field)
  local list, why = read(handle, field)
  if why then return {}, why end
  return collect(list)
end

-- the condition of each legal ReadWriteType
local read_write = { All = {}, ReadOnly = { readOnly = { equals = { "true" } } }, WriteOnly = { readOnly = { equals = { "false" } } } }

local function management(out, selector, base)
  local include, why = read(selector, "IncludeManagementEvents")
  if include == false then return nil end
  local excluded, more = values(selector, "ExcludeManagementEventSources")
  local most = copy(base)
  most.eventCategory = { equals = { "Management" } }
  if #excluded > 0 then most.eventSource = { not_equals = excluded } end
  local entry = { handle = selector, most = most, from = {
    eventCategory = { selector, "IncludeManagementEvents" }, readOnly = { selector, "ReadWriteType" },
    eventSource = { selector, "ExcludeManagementEventSources" },
  } }
  if not why and not more then entry.least = most end
  out[#out + 1] = entry
  return reasons(why, more)
end

-- true if a value of a DataResource stands for all resources of its type
function selectors.is_all(kind, value)
  local service = services[kind]
  if not service or string.sub(value, 1, 4) ~= "arn:" then return false end
  local colon = string.find(value, ":", 5)
  local rest = colon and string.sub(value, colon + 1)
  return rest == service or (service == "s3" and rest == "s3:::")
end

-- what the values of a DataResource select: everything of the service, objects with a prefix (S3: a bucket, a slash, and what the
-- key begins with), or one ARN
local function arns(kind, list)
  local condition = { equals = {}, starts_with = {} }
  local service = services[kind]
  for _, value in ipairs(list) do
    if selectors.is_all(kind, value) then
      table.insert(condition.starts_with, service == "s3" and string.sub(value, -3) == ":::" and value or value .. ":")
    elseif service == "s3" and string.find(value, "/") then
      table.insert(condition.starts_with, value)
    else
      table.insert(condition.equals, value)
    end
  end
  return condition
end

local function data_resource(out, selector, resource, base)
  local kind, no_kind = read(resource, "Type")
  local list, more = values(resource, "Values")
  local most = copy(base)
  most.eventCategory = { equals = { "Data" } }
  local least
  if not no_kind and kind then
    most["resources.type"] = { equals = { kind } }
    if #list > 0 then
      least = copy(most)
      least["resources.ARN"] = arns(kind, list)
    end
    if not more then most = least end
  elseif not no_kind then
    most = nil
  end
  out[#out + 1] = { handle = resource, least = least, most = most, may_be_refused = no_kind, from = {
    eventCategory = { resource, "Type" }, ["resources.type"] = { resource, "Type" },
    ["resources.ARN"] = { resource, "Values" }, readOnly = { selector, "ReadWriteType" },
  } }
  return reasons(no_kind, more)
end

-- EventSelectors: a list of handles
function selectors.basic(list)
  local out, why = {}, nil
  for _, selector in ipairs(list) do
    local first = #out + 1
    local kind, no_kind = read(selector, "ReadWriteType")
    local base = read_write[kind or "All"]
    local mine
    if base then
      mine = reasons(no_kind, management(out, selector, base))
      local resources, more = values(selector, "DataResources")
      for _, resource in ipairs(resources) do
        mine = reasons(mine, data_resource(out, selector, resource, base))
      end
      if more then out[#out + 1] = { handle = selector, most = base, from = {} } end
      mine = reasons(mine, more)
    else
      out[#out + 1] = { handle = selector, from = {}, refused = "ReadWriteType is neither All, ReadOnly nor WriteOnly" }
    end
    if no_kind then
      for i = first, #out do out[i].least = nil end
      out[#out + 1] = { handle = selector, from = {}, may_be_refused = no_kind }
    end
    why = reasons(why, mine)
  end
  return out, why
end

-- one field selector: its field, and its condition as lower and upper bound; `given`: the operators that certainly have
-- values; `nothing`: true if it may select nothing; why: the reasons why the bounds differ
local function field_selector(handle)
  local field, no_field = read(handle, "Field")
  local entry = { handle = handle, field = field, given = {}, least = {}, most = {}, why = no_field, nothing = no_field ~= nil }
  local some_select, open_select = false, false
  for _, operator in ipairs(selectors.operators) do
    local name, key, selects = operator.name, operator.key, operator.selects or false
    local list, more = values(handle, name)
    if #list > 0 then
      entry.least[key], entry.most[key] = list, list
      entry.given[#entry.given + 1] = name
      some_select = some_select or selects
    end
    if #list > 0 or more then entry.operator = entry.operator or name end
    open_select = open_select or (more ~= nil and selects)
    entry.nothing = entry.nothing or (more ~= nil and not selects)
    entry.why = reasons(entry.why, more)
  end
  -- the API refuses a condition without a field: the input does not show the field
  if field == nil and not no_field then
    entry.why = ambiguous(handle, "Field", "the field of a field selector is not specified")
    entry.nothing = true
  end
  -- the API refuses a field without a condition: the input does not show the condition
  if field ~= nil and not entry.operator then
    entry.why = ambiguous(handle, "Field", "the condition of the field {field} is not specified", { field = field or "(none)" })
    entry.nothing = true
  end
  if open_select then
    -- other values may be selected, at most all
    entry.most.equals, entry.most.starts_with, entry.most.ends_with = nil, nil, nil
    entry.nothing = entry.nothing or not some_select
  end
  return entry
end

-- the one value that a field must equal; nil, and true if that depends on something unknown
local function only_value(entries, field)
  local open = false
  for _, entry in ipairs(entries) do
    if entry.field == field and not entry.why then
      local list = entry.most.equals
      if list and #list == 1 and #entry.given == 1 then return list[1], false end
    end
    open = open or (entry.why ~= nil and (entry.field == nil or entry.field == field))
  end
  return nil, open
end

-- why the API would refuse an entry in a category; nil where it accepts it
local function refusal(entry, category, fields, store)
  local takes = fields[category][entry.field]
  if not takes then return "a selector of " .. category .. " events takes no field " .. entry.field end
  for _, operator in ipairs(entry.given) do
    if takes ~= "any" and not string.find(" " .. takes .. " ", " " .. operator .. " ") then
      return entry.field .. " does not take " .. operator
    end
  end
  if category == "Management" and entry.field == "eventSource" and not store then
    for _, source in ipairs(entry.least.not_equals or {}) do
      if not excludable[source] then return "a trail can't exclude the management events of " .. source end
    end
  end
  return nil
end

-- why the API would refuse an advanced selector; nil where it would not, or where that depends on something unknown
local function refused(entries, open, store)
  local category, no_category = only_value(entries, "eventCategory")
  local fields = store and store_fields or trail_fields
  if not category then
    if open or no_category then return nil end
    return "it needs the field eventCategory with Equals and one category"
  end
  if not fields[category] then return nil end
  for _, entry in ipairs(entries) do
    if entry.field and #entry.given > 0 and known_fields[entry.field] then
      local why = refusal(entry, category, fields, store)
      if why then return why end
    end
  end
  local kind, no_kind = only_value(entries, "resources.type")
  if category == "Data" and not kind and not open and not no_kind then
    return "a selector of Data events needs the field resources.type with Equals and one type"
  end
  return nil
end

-- true if the unknown part of an entry can make the API refuse its selector: by an operator that its field does not take, or
-- a second category or type
local function may_refuse(entry, entries, store)
  local category = only_value(entries, "eventCategory")
  local takes = (store and store_fields or trail_fields)[category or ""]
  return entry.why ~= nil and not (takes and takes[entry.field] == "any")
end

-- adds an entry's condition to a selector: entries of one field are ANDed
local function constrain(selector, entry, condition)
  local list = selector[entry.field] or {}
  for _ in pairs(condition) do
    list[#list + 1] = condition
    selector[entry.field] = list
    return
  end
end

local function advanced_selector(handle, store)
  local list, why = values(handle, "FieldSelectors")
  local out = { handle = handle, least = {}, most = {}, from = {} }
  local entries = {}
  for _, item in ipairs(list) do entries[#entries + 1] = field_selector(item) end
  out.refused = refused(entries, why ~= nil, store)
  if out.refused then
    out.least, out.most = nil, nil
    return out, nil
  end
  local nothing = why ~= nil
  out.may_be_refused = why
  for _, entry in ipairs(entries) do
    why = reasons(why, entry.why)
    if may_refuse(entry, entries, store) then
      nothing = true
      out.may_be_refused = reasons(out.may_be_refused, entry.why)
    end
    nothing = nothing or entry.nothing
    if entry.field and entry.operator then
      if known_fields[entry.field] then
        constrain(out.least, entry, entry.least)
        constrain(out.most, entry, entry.most)
        out.from[entry.field] = out.from[entry.field] or { entry.handle, entry.operator }
      else
        nothing = true
        why = reasons(why, ambiguous(entry.handle, "Field", "assay does not know the field {field}, which may exclude events", { field = entry.field }))
      end
    end
  end
  if nothing then out.least = nil end
  return out, why
end

-- AdvancedEventSelectors: a list of handles; store: true of an event data store, which takes more fields than a trail
function selectors.advanced(list, store)
  local out, why = {}, nil
  for _, handle in ipairs(list) do
    local entry, more = advanced_selector(handle, store)
    out[#out + 1] = entry
    why = reasons(why, more)
  end
  return out, why
end

-- without selectors: read and write management events, and nothing else
function selectors.default(handle, store)
  local selector = { eventCategory = { equals = { "Management" } } }
  return { { handle = handle, least = selector, most = selector, default = true,
    from = { eventCategory = { handle, store and "AdvancedEventSelectors" or "EventSelectors" } } } }
end

return selectors
