-- global_services: narrows the recorders of a Region by the events of global services that a trail leaves out.
--
--   global_services.narrow(recorders, region)   -- recorders: see `cloudtrail`; they are changed
-- Facts: the events of IAM, STS and CloudFront occur in us-east-1 in the partition aws, and a trail without IncludeGlobalServiceEvents does
-- not record them (CloudTrail user guide: update-trail; API reference: CreateTrail). In which Region they occur in other
-- partitions is not documented.
local regions = require "regions"

local global_services = {}

local SOURCES = { "iam.amazonaws.com", "sts.amazonaws.com", "cloudfront.amazonaws.com" }

-- true or false; nil and reasons where that is unknown
local function has_global_events(region)
  local name, no_name = read(region, "name")
  if no_name then return nil, no_name end
  if regions.partition(name) == "aws" then return name == "us-east-1" end
  return nil, ambiguous(region, nil, "the Region of the events of global services is not documented for this partition")
end

-- a selector without the events of global services
local function without(selector)
  local new = {}
  for field, condition in pairs(selector) do new[field] = condition end
  local list = {}
  local written = selector.eventSource
  for _, condition in ipairs(written and (written[1] and written or { written }) or {}) do list[#list + 1] = condition end
  list[#list + 1] = { not_equals = SOURCES }
  new.eventSource = list
  return new
end

local function all_without(list)
  local out = {}
  for i, selector in ipairs(list) do out[i] = without(selector) end
  return out
end

-- the selectors as findings explain them
local function entries_without(recorder)
  local out = {}
  for i, entry in ipairs(recorder.selectors) do
    local new, from = {}, {}
    for key, value in pairs(entry) do new[key] = value end
    for field, place in pairs(entry.from) do from[field] = place end
    if not (entry.most and entry.most.eventSource) then from.eventSource = { recorder.handle, "IncludeGlobalServiceEvents" } end
    new.from, new.most = from, entry.most and without(entry.most)
    out[i] = new
  end
  return out
end

local function narrow_one(recorder, region)
  local included, no_included = read(recorder.handle, "IncludeGlobalServiceEvents")
  if included then return end
  local here, no_here = has_global_events(region)
  if here == false then return end
  local why = reasons(no_included, no_here)
  local least = all_without(recorder.least)
  if not why then
    recorder.most = recorder.why and all_without(recorder.most) or least
    recorder.selectors = entries_without(recorder)
  end
  recorder.least, recorder.why = least, reasons(recorder.why, why)
end

function global_services.narrow(recorders, region)
  for _, recorder in ipairs(recorders) do
    if not recorder.store and not recorder.idle then narrow_one(recorder, region) end
  end
  return recorders
end

return global_services
