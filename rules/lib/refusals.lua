-- refusals: why CloudTrail's API would refuse a trail or an event data store as a plan makes it. Terraform's provider
-- plans some of this, and the apply then fails: nothing of the request takes effect, so nothing is recorded by it.
--
--   local refusal = refusals.of(handle, list, store)     -- list: the selectors that `selectors` made of it, or nil
--   -- { handle = …, name = "IncludeGlobalServiceEvents", text = "a multi-Region trail must include global service events" };
--   -- nil and reasons: that depends on something unknown; nil alone: the API accepts it
-- Only what a plan, --what-if or a remedy creates or changes is judged. Values of a list that is unknown are taken to be within the quotas, and
-- not to be wildcards, excluded sources or buckets that the API refuses: else no selector that lists a planned bucket could pass.
-- Sources: the CloudTrail API reference (CreateTrail, UpdateTrail, PutEventSelectors, AdvancedFieldSelector), "Quotas in AWS
-- CloudTrail"; of a selector that selects nothing the error of PutEventSelectors: "When includeManagementEvents is false,
-- DataResources must not be empty" (awsdocs/aws-cloudformation-user-guide #752, aws/aws-cdk #13966), and of a bucket without a
-- slash "Value arn:aws:s3:::data-bucket for DataResources.Values is invalid" (hashicorp/terraform-provider-aws #4043).
local selectors = require "selectors"

local refusals = {}

local SELECTORS, RESOURCES, VALUES = 5, 250, 500
local CHANGES = { create = true, replace = true, update = true, write = true }
local STORE_ONLY = { Insight = true, ConfigurationItem = true, Evidence = true, ActivityAuditLog = true }
local EXCLUDABLE = { ["kms.amazonaws.com"] = true, ["rdsdata.amazonaws.com"] = true }

-- the known elements of a list field
local function known(handle, field)
  local list, unknown = read(handle, field)
  if unknown then return {} end
  return (collect(list))
end

local function scope(handle)
  local many, no_many = read(handle, "IsMultiRegionTrail")
  local global, no_global = read(handle, "IncludeGlobalServiceEvents")
  if (not no_many and not many) or (not no_global and global) then return nil end
  -- AWS accepted an exported trail, so a multi-Region one includes them even if its export was trimmed
  if action(handle) == "write" and no_global and not no_many then return nil end
  if no_many or no_global then return nil, reasons(no_many, no_global) end
  return { handle = handle, name = "IncludeGlobalServiceEvents", text = "a multi-Region trail must include global service events" }
end

local function both_kinds(handle, basic, advanced)
  -- an update replaces one kind by the other, so only a new trail is sure to be sent both
  local change = action(handle)
  if #basic > 0 and #advanced > 0 and (change == "create" or change == "replace") then
    return { handle = handle, name = "AdvancedEventSelectors", text = "a trail takes either basic or advanced event selectors, not both" }
  end
  return nil
end

-- what is refused of one value of a data resource
local function odd_resource(kind, value)
  if kind == "AWS::Lambda::Function" and string.find(value, "*") then return "event selectors have no wildcards: " .. value end
  local bucket = kind == "AWS::S3::Object" and string.find(value, ":s3:::") and not selectors.is_all(kind, value)
  if bucket and not string.find(value, "/") then
    return "a bucket in a data resource needs a slash at its end: " .. value
  end
  return nil
end

-- a data resource's values: how many count towards the quota, and what is refused of them
local function data_resource(resource)
  local kind, no_kind = read(resource, "Type")
  local count = 0
  if no_kind or not kind then return 0 end
  for _, value in ipairs(known(resource, "Values")) do
    if not selectors.is_all(kind, value) then count = count + 1 end
    local text = odd_resource(kind, value)
    if text then return count, { handle = resource, name = "Values", text = text } end
  end
  return count
end

-- what is refused of a selector that selects nothing; nil and reasons: that depends on something unknown
local function empty_selector(selector)
  local management, no_management = read(selector, "IncludeManagementEvents")
  if not no_management and management ~= false then return nil end
  local list, no_list = read(selector, "DataResources")
  local items, more = {}, nil
  if not no_list then items, more = collect(list) end
  if #items > 0 then return nil end
  local why = reasons(no_management, no_list, more)
  if why then return nil, why end
  return { handle = selector, name = "DataResources", text = "an event selector without management events must have data resources" }
end

local function basic_selector(selector)
  for _, source in ipairs(known(selector, "ExcludeManagementEventSources")) do
    if not EXCLUDABLE[source] then
      return 0, { handle = selector, name = "ExcludeManagementEventSources", text = "a trail can't exclude the management events of " .. source }
    end
  end
  local total = 0
  for _, resource in ipairs(known(selector, "DataResources")) do
    local count, refusal = data_resource(resource)
    if refusal then return 0, refusal end
    total = total + count
  end
  return total
end

local function basic_selectors(handle, list)
  if #list > SELECTORS then
    return { handle = handle, name = "EventSelectors", text = "a trail takes at most 5 basic event selectors" }
  end
  local total, why = 0, nil
  for _, selector in ipairs(list) do
    local count, refusal = basic_selector(selector)
    local empty, maybe_empty = empty_selector(selector)
    if refusal or empty then return refusal or empty end
    total, why = total + count, reasons(why, maybe_empty)
  end
  if total > RESOURCES then
    return { handle = handle, name = "EventSelectors", text = "a trail's basic event selectors list at most 250 data resources together" }
  end
  return nil, why
end

-- what is refused of one value of a field selector
local function odd_value(field, operator, value, kind)
  if field == "eventCategory" and STORE_ONLY[value] then return "only an event data store takes the eventCategory " .. value end
  if field == "readOnly" and value ~= "true" and value ~= "false" then return "readOnly is true or false" end
  if field == "sessionCredentialFromConsole" and value ~= "true" then return "sessionCredentialFromConsole takes the value true only" end
  if field == "resources.ARN" and kind == "AWS::Lambda::Function" and (operator == "Equals" or operator == "NotEquals") and string.find(value, "*") then
    return "event selectors have no wildcards: " .. value
  end
  return nil
end

-- the type of the resources of an advanced selector, where one is known
local function type_of(fields)
  for _, field in ipairs(fields) do
    local name, no_name = read(field, "Field")
    if name == "resources.type" and not no_name then return known(field, "Equals")[1] end
  end
  return nil
end

-- how many values a field selector has, and what is refused of them
local function field_values(field, kind, store)
  local name, no_name = read(field, "Field")
  local total = 0
  for _, operator in ipairs(selectors.operators) do
    local values = known(field, operator.name)
    total = total + #values
    for _, value in ipairs(values) do
      local text = not no_name and not store and odd_value(name, operator.name, value, kind)
      if text then return total, { handle = field, name = operator.name, text = text } end
    end
  end
  return total
end

-- how many values an advanced selector has, and what is refused of them
local function advanced_selector(selector, store)
  local fields = known(selector, "FieldSelectors")
  local kind, total = type_of(fields), 0
  for _, field in ipairs(fields) do
    local count, refusal = field_values(field, kind, store)
    total = total + count
    if refusal then return total, refusal end
  end
  return total
end

local function advanced_selectors(handle, list, store)
  local total = 0
  for _, selector in ipairs(list) do
    local count, refusal = advanced_selector(selector, store)
    if refusal then return refusal end
    total = total + count
  end
  if total > VALUES and not store then
    return { handle = handle, name = "AdvancedEventSelectors", text = "a trail's advanced event selectors have at most 500 values together" }
  end
  return nil
end

-- true if the API refuses this value in a data resource of this type
function refusals.is_refused_resource(kind, value) return odd_resource(kind, value) ~= nil end

-- true if the API refuses a value of an advanced selector of a trail: then it records nothing as it is written
function refusals.has_refused_value(selector)
  local _, refusal = advanced_selector(selector, false)
  return refusal ~= nil
end

function refusals.of(handle, list, store)
  if not CHANGES[action(handle) or ""] then return nil end
  local advanced = known(handle, "AdvancedEventSelectors")
  local basic = store and {} or known(handle, "EventSelectors")
  local refusal, why
  if not store then refusal, why = scope(handle) end
  refusal = refusal or both_kinds(handle, basic, advanced)
  for _, selector in ipairs(list or {}) do
    if selector.refused then refusal = refusal or { handle = selector.handle, text = selector.refused } end
    why = reasons(why, selector.may_be_refused)
  end
  local odd, maybe_odd = basic_selectors(handle, basic)
  refusal = refusal or odd or advanced_selectors(handle, advanced, store)
  if refusal then return refusal end
  return nil, reasons(why, maybe_odd)
end

return refusals
