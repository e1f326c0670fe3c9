-- places: the partitions, Regions and accounts that a subject may be in.
--
--   local where = places.of(region, recorders)
--   -- where.regions: names, one where the Region is known; where.account: an id, nil where it is unknown;
--   -- where.why: the reasons of what is unknown, nil where all is known
--   places.at(where, "eu-west-1", "111122223333")
--   -- { partition = "aws", region = "eu-west-1", account = "111122223333", example = { region = true or nil, account = … } }
local regions = require "regions"

local places = {}

-- the partition that the account's inputs and the recorders' ARNs show: an account and an organization lie in one; nil where they show none
local function known_partition(region, recorders)
  local known = region.account.partition
  for _, recorder in ipairs(recorders) do
    local handle = recorder.handle
    local arn, no_arn = read(handle, recorder.store and "EventDataStoreArn" or "Arn")
    local stop = arn and not no_arn and string.sub(arn, 1, 4) == "arn:" and string.find(arn, ":", 5)
    if stop then
      local partition = string.sub(arn, 5, stop - 1)
      if known and known ~= partition then return nil end
      known = partition
    end
  end
  return known
end

-- the Regions that an unknown one may be
local function possible(region, recorders)
  local names = regions.names(known_partition(region, recorders))
  return #names > 0 and names or regions.names()
end

function places.of(region, recorders)
  local name, no_name = read(region, "name")
  local id, no_id = read(region.account, "id")
  local where = { regions = no_name and possible(region, recorders) or { name }, why = reasons(no_name, no_id) }
  where.region_unknown = no_name ~= nil
  if not no_id then where.account = id end
  return where
end

-- one place of those that `where` allows; `example` marks the parts that are not known
function places.at(where, region_name, account)
  return {
    partition = regions.partition(region_name), region = region_name, account = account,
    example = { region = where.region_unknown or nil, account = where.account == nil or nil },
  }
end

-- the same account in every Region of its partition, its own first
function places.everywhere(place)
  local list = { place }
  for _, name in ipairs(regions.names(place.partition)) do
    if name ~= place.region then
      list[#list + 1] = { partition = place.partition, region = name, account = place.account, example = place.example }
    end
  end
  return list
end

-- an ARN for a report: the Region and the account of a place that are only examples are marked
--   places.marked(place, "arn:aws:lambda:eu-west-1:123456789012:function:f")
--   -- "arn:aws:lambda:eu-west-1:123456789012 (example):function:f" where the account is not known
function places.marked(place, arn)
  local at = 0
  for _ = 1, 3 do
    at = string.find(arn, ":", at + 1)
    if not at then return arn end
  end
  local stop = string.find(arn, ":", at + 1)
  local last = stop and string.find(arn, ":", stop + 1)
  if not last then return arn end
  local region, account = string.sub(arn, at + 1, stop - 1), string.sub(arn, stop + 1, last - 1)
  if place.example.region and region ~= "" then region = region .. " (example)" end
  if place.example.account and account == place.account then account = account .. " (example)" end
  return string.sub(arn, 1, at) .. region .. ":" .. account .. string.sub(arn, last)
end

return places
