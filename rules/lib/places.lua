-- places: the partition, Region and account that a subject lies in; every one that it may lie in, where the input does not tell.
--
--   local list, why = places.of(region, recorders)   -- { { partition = …, region = …, account = … }, … }
local regions = require "regions"

local places = {}

-- every run of at most 12 digits that stands between colons, slashes or ends in a selector's constants
local function digit_runs(text, found)
  local run = ""
  for i = 1, #text + 1 do
    local c = string.sub(text, i, i)
    if c ~= "" and string.find("0123456789", c) then
      run = run .. c
    else
      if #run > 0 and #run <= 12 then found[run] = true end
      run = ""
    end
  end
end

local function constants(recorders, visit)
  for _, recorder in ipairs(recorders) do
    for _, which in ipairs({ "least", "most" }) do
      for _, selector in ipairs(recorder[which]) do
        for _, written in pairs(selector) do
          for _, condition in ipairs(written[1] and written or { written }) do
            for _, list in pairs(condition) do
              for _, text in ipairs(list) do visit(text) end
            end
          end
        end
      end
    end
  end
end

-- an account that none of the runs begins or ends
local function unnamed(runs)
  for i = 1, 100000 do
    local id = string.format("%012d", (111122223333 * i) % 1000000000000)
    local named = false
    for run in pairs(runs) do
      named = named or string.sub(id, 1, #run) == run or string.sub(id, -#run) == run
    end
    if not named then return id end
  end
  return nil
end

-- account ids that the constants tell apart, and one that none of them names
local function accounts(recorders)
  local runs = {}
  constants(recorders, function(text) digit_runs(text, runs) end)
  local ids = { unnamed(runs) }
  for run in pairs(runs) do
    local zeros = string.rep("0", 12 - #run)
    ids[#ids + 1] = run .. zeros
    if #run < 12 then ids[#ids + 1] = zeros .. run end
  end
  return ids
end

-- the partition that the recorders' ARNs tell: an account lies in one, and an organisation does; nil where they don't
local function told_partition(recorders)
  local told
  for _, recorder in ipairs(recorders) do
    local handle = recorder.handle
    local arn, no_arn = read(handle, recorder.store and "EventDataStoreArn" or "Arn")
    local stop = arn and not no_arn and string.sub(arn, 1, 4) == "arn:" and string.find(arn, ":", 5)
    if stop then
      local partition = string.sub(arn, 5, stop - 1)
      if told and told ~= partition then return nil end
      told = partition
    end
  end
  return told
end

-- the Regions that an untold one may be
local function possible(recorders)
  local names = regions.names(told_partition(recorders))
  return #names > 0 and names or regions.names()
end

function places.of(region, recorders)
  local name, no_name = read(region, "name")
  local id, no_id = read(region.account, "id")
  local list = {}
  for _, region_name in ipairs(no_name and possible(recorders) or { name }) do
    for _, account in ipairs(no_id and accounts(recorders) or { id }) do
      list[#list + 1] = { partition = regions.partition(region_name), region = region_name, account = account }
    end
  end
  return list, reasons(no_name, no_id)
end

-- the same account in every Region of its partition, its own first
function places.everywhere(place)
  local list = { place }
  for _, name in ipairs(regions.names(place.partition)) do
    if name ~= place.region then
      list[#list + 1] = { partition = place.partition, region = name, account = place.account }
    end
  end
  return list
end

return places
