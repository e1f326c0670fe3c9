-- simulate: does a trail record an event? Written apart from rules/lib: it reads the CLI's JSON itself, for any type of resource.
local simulate = {}

local function contains(list, value)
  for _, item in ipairs(list or {}) do
    if item == value then return true end
  end
  return false
end

local tests = {
  Equals = function(v, c) return v == c end,
  StartsWith = function(v, c) return v:sub(1, #c) == c end,
  EndsWith = function(v, c) return c == "" or v:sub(-#c) == c end,
}

local function field_records(selector, event)
  local value = event[selector.Field]
  local wanted, selected = false, false
  for operator, test in pairs(tests) do
    for _, constant in ipairs(selector[operator] or {}) do
      wanted = true
      if value and test(value, constant) then selected = true end
    end
    for _, constant in ipairs(selector["Not" .. operator] or {}) do
      if value and test(value, constant) then return false end
    end
  end
  return selected or not wanted
end

-- a value of a basic selector: all of the service, for objects also a bucket and what the key begins with, else one ARN
local services = { ["AWS::Lambda::Function"] = "lambda", ["AWS::DynamoDB::Table"] = "dynamodb", ["AWS::S3::Object"] = "s3" }

local function value_records(kind, value, arn)
  local partition, service = arn:match("^arn:([^:]*):([^:]*):")
  if value == ("arn:%s:%s"):format(partition, services[kind]) then return true end
  if service == "s3" then
    if value == ("arn:%s:s3:::"):format(partition) then return true end
    return value:find("/", 1, true) ~= nil and arn:sub(1, #value) == value
  end
  return value == arn
end

local function basic_records(selector, event)
  local kind = selector.ReadWriteType or "All"
  if kind == "ReadOnly" and event.readOnly ~= "true" then return false end
  if kind == "WriteOnly" and event.readOnly ~= "false" then return false end
  if event.eventCategory == "Management" then
    return selector.IncludeManagementEvents ~= false and not contains(selector.ExcludeManagementEventSources, event.eventSource)
  end
  for _, resource in ipairs(selector.DataResources or {}) do
    if resource.Type == event["resources.type"] then
      for _, value in ipairs(resource.Values or {}) do
        if value_records(resource.Type, value, event["resources.ARN"]) then return true end
      end
    end
  end
  return false
end

local global_sources = { ["iam.amazonaws.com"] = true, ["sts.amazonaws.com"] = true, ["cloudfront.amazonaws.com"] = true }

function simulate.records(trail, event, region)
  if not trail.IsLogging then return false end
  if not trail.IsMultiRegionTrail and trail.HomeRegion ~= region then return false end
  if event.eventCategory == "Management" and trail.IncludeGlobalServiceEvents == false and region == "us-east-1"
    and global_sources[event.eventSource] then
    return false
  end
  for _, selector in ipairs(trail.EventSelectors or {}) do
    if basic_records(selector, event) then return true end
  end
  for _, selector in ipairs(trail.AdvancedEventSelectors or {}) do
    local all = true
    for _, field in ipairs(selector.FieldSelectors) do all = all and field_records(field, event) end
    if all then return true end
  end
  return not trail.EventSelectors and not trail.AdvancedEventSelectors and event.eventCategory == "Management"
end

function simulate.recorded(world, event, region)
  for _, trail in ipairs(world.trails) do
    if simulate.records(trail, event, region) then return true end
  end
  return false
end

return simulate
