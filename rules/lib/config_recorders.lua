-- config_recorders: what a recorder of AWS Config records.
--
--   config_recorders.is_own(recorder)           -- true if it records for the account, not for one service; a Region has one at most
--   config_recorders.counts(recorder)           -- true if it is on, too
--   config_recorders.records_regional(recorder) -- true if it records all regional resource types, present and future
--   config_recorders.records_global(recorder)   -- true if it also records the global types (those of IAM)
--
-- An unknown value ends the check, or inside any, all and none counts as unknown.
local config_recorders = {}

-- the resource types that includeGlobalResourceTypes adds
local GLOBAL = { ["AWS::IAM::Group"] = true, ["AWS::IAM::Policy"] = true, ["AWS::IAM::Role"] = true, ["AWS::IAM::User"] = true }

function config_recorders.is_own(recorder)
  return recorder.RecordingScope ~= "INTERNAL"
end

function config_recorders.counts(recorder)
  return config_recorders.is_own(recorder) and recorder.Recording == true
end

-- the types that a recorder of all but some excludes; nil: it is of another kind
local function excluded(group)
  local strategy = group.RecordingStrategy
  if strategy == nil or strategy.UseOnly ~= "EXCLUSION_BY_RESOURCE_TYPES" then return nil end
  -- the strategy without its list is invalid
  return group.ExclusionByResourceTypes and group.ExclusionByResourceTypes.ResourceTypes
end

-- AllSupported alone decides where it is true: AWS refuses it together with a list of types
function config_recorders.records_regional(recorder)
  local group = recorder.RecordingGroup
  -- AWS's default: all regional types, and no global ones
  if group == nil then return true end
  if group.AllSupported then return len(group.ResourceTypes) == 0 end
  local list = excluded(group)
  return list ~= nil and all(list, function(name) return GLOBAL[name] == true end)
end

function config_recorders.records_global(recorder)
  local group = recorder.RecordingGroup
  if group == nil then return false end
  if group.AllSupported then return group.IncludeGlobalResourceTypes end
  local list = excluded(group)
  return list ~= nil and none(list, function(name) return GLOBAL[name] == true end)
end

return config_recorders
