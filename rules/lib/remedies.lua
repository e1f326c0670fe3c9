-- remedies: changes of trails after which they record what a policy requires.
--
--   return remedies.of(policy, { reads = true, require_multi_region = false })   -- policy: see `recording`
--   -- a list of candidates for the engine to prove, the preferred one first; or nil and a sentence
-- Preferred is a change that records the least beyond what is required, then one with the fewest changed fields, then the first
-- trail by key. No candidate removes an event that is recorded (see `selector_changes`). Sources: the CloudTrail API reference
-- (UpdateTrail: a multi-Region trail includes global service events) and "Quotas in AWS CloudTrail" (5 trails in a Region).
local cloudtrail = require "cloudtrail"
local recording = require "recording"
local selector_changes = require "selector_changes"

local remedies = {}

local TRAILS = 5
local FUNCTION = "AWS::Lambda::Function"

local function category(selector)
  local condition = selector.eventCategory
  if condition and condition[1] then condition = condition[1] end
  return condition and condition.equals and condition.equals[1]
end

local function is_lambda(selector)
  local condition = selector["resources.type"]
  if condition and condition[1] then condition = condition[1] end
  return condition ~= nil and condition.equals ~= nil and condition.equals[1] == FUNCTION
end

-- how many selectors record events that are not required, or not missing
local function surplus(own, missing)
  local count = 0
  for _, selector in ipairs(own.most) do
    local needed = (category(selector) == "Management" and missing.management)
      or (category(selector) == "Data" and is_lambda(selector) and (missing.invocation or missing.read))
    if not needed then count = count + 1 end
  end
  return count
end

-- true if a Region where the trail is not listed yet has no room for it: a trail counts in its home Region, a multi-Region one in
-- every Region
local function is_crowded(trail, account)
  local everywhere, homes = 0, {}
  local own = read(home(trail), "name")
  for _, other in ipairs((collect(account:all("AWS::CloudTrail::Trail", { closed_world = true })))) do
    local many, no_many = read(other, "IsMultiRegionTrail")
    local its_home, no_home = try(home, other)
    local name = not no_home and read(its_home, "name")
    if other == trail or (name and name == own and not many and not no_many) then
      -- its home Region lists it already
    elseif many or no_many or not name then
      everywhere = everywhere + 1
    else
      homes[name] = (homes[name] or 0) + 1
    end
  end
  local most = 0
  for _, count in pairs(homes) do most = count > most and count or most end
  return everywhere + most >= TRAILS
end

-- changes that let a trail that exists record in the Region; nil: it can't, or that is unknown
local function activate(trail, region, options)
  local out = {}
  local logging, no_logging = read(trail, "IsLogging")
  local many, no_many = read(trail, "IsMultiRegionTrail")
  local global, no_global = read(trail, "IncludeGlobalServiceEvents")
  local its_home, no_home = try(home, trail)
  if no_logging or no_many then return nil end
  if not many then
    if no_home then return nil end
    if its_home ~= region or options.require_multi_region then
      if is_crowded(trail, region.account) then return nil end
      out[#out + 1], out.widened, many = want(trail, "IsMultiRegionTrail", true), true, true
    end
  end
  if many and (no_global or not global) and (out.widened or not no_global) then
    out[#out + 1] = want(trail, "IncludeGlobalServiceEvents", true)
  end
  if not logging then
    out[#out + 1], out.started = want(trail, "IsLogging", true), true
  end
  return out
end

-- the recorders of the policy with one of them replaced; alone: that one only
local function with(policy, index, own)
  local by = { open = nil }
  if policy.alone then return { own, open = nil } end
  for i, recorder in ipairs(policy.by) do by[i] = i == index and own or recorder end
  return by
end

-- true if another trail records functions somewhere: then a multi-Region trail may record some of them twice
local function is_doubled(policy, index)
  for i, recorder in ipairs(policy.by) do
    if i ~= index and not recorder.store then
      local other = cloudtrail.as_active(recorder.handle, policy.region)
      for _, selector in ipairs(other.most) do
        if is_lambda(selector) then return true end
      end
    end
  end
  return false
end

-- the listed functions, where only those are required and their ARNs are known
local function values_of(policy)
  if not policy.of.current then return nil end
  local values = {}
  for _, f in ipairs(policy.of.list) do
    if not f.arn then return nil end
    values[#values + 1] = f.arn
  end
  return values
end

-- how much more than what is missing the changes record; less is better
local function extra_of(policy, index, changes, own, missing)
  local extra = (changes.started or changes.widened) and surplus(own, missing) or 0
  local many, no_many = read(policy.by[index].handle, "IsMultiRegionTrail")
  if changes.widened or (many and not no_many) then
    extra = extra + (is_doubled(policy, index) and 1 or 0)
  end
  local shared, no_shared = read(policy.by[index].handle, "IsOrganizationTrail")
  -- an organization's trail records in all its accounts
  return extra + (shared and 1000 or no_shared and 1 or 0)
end

-- what a trail would record once the selectors that the API refuses are removed
local function without_refused(own)
  if not own.refused then return own end
  local kept = { least = {}, most = {} }
  for _, selector in ipairs(own.selectors) do
    if selector.least then table.insert(kept.least, selector.least) end
    if selector.most then table.insert(kept.most, selector.most) end
  end
  return kept
end

local function needs_of(policy, index, own, options, values)
  local missing = recording.missing(policy, with(policy, index, own))
  return missing, {
    lambda = missing.invocation or missing.read, management = missing.management, reads = options.reads, values = values,
  }
end

-- adds the candidates of one trail that keeps one kind of selectors
local function of_kind(policy, index, options, changes, out, kind)
  local trail = policy.by[index].handle
  local own = cloudtrail.as_active(trail, policy.region, kind)
  if own.away then return end
  local function add(recorded, values)
    local missing, needs = needs_of(policy, index, recorded, options, values)
    local more = selector_changes.of(trail, needs, own.refused, kind)
    if not more or #changes + #more == 0 then return end
    local candidate = { extra = extra_of(policy, index, changes, own, missing), index = index, whole = not values }
    for _, list in ipairs({ changes, more }) do
      for _, one in ipairs(list) do candidate[#candidate + 1] = one end
    end
    out[#out + 1] = candidate
  end
  local values = values_of(policy)
  if values and #values > 0 then add(without_refused(own), values) end
  add(without_refused(own), nil)
  -- a selector may be refused for one of its values, and then be removed as a whole
  if own.refused then add(own, nil) end
end

-- adds the candidates of one trail
local function of_trail(policy, index, options, out)
  local trail = policy.by[index].handle
  local change = action(trail)
  if change == "forget" or change == "delete" or change == "unknown" then return end
  local changes = activate(trail, policy.region, options)
  if not changes then return end
  local basic, no_basic = read(trail, "EventSelectors")
  local advanced, no_advanced = read(trail, "AdvancedEventSelectors")
  if no_basic or no_advanced then return end
  if basic and advanced and #collect(basic) > 0 and #collect(advanced) > 0 then
    for _, kind in ipairs({ "AdvancedEventSelectors", "EventSelectors" }) do
      of_kind(policy, index, options, changes, out, kind)
    end
  else
    of_kind(policy, index, options, changes, out, nil)
  end
end

-- less surplus first, then only the listed functions, then fewer changes, then the first trail
local function is_better(a, b)
  if a.extra ~= b.extra then return a.extra < b.extra end
  if a.whole ~= b.whole then return b.whole end
  if #a ~= #b then return #a < #b end
  return a.index < b.index
end

-- a candidate is its changes; what it is ranked by is left out
local function plain(candidate)
  local out = {}
  for i, one in ipairs(candidate) do out[i] = one end
  return out
end

function remedies.of(policy, options)
  local trails, found, out, forgotten = 0, {}, {}, nil
  for i, recorder in ipairs(policy.by) do
    if not recorder.store then
      trails = trails + 1
      if action(recorder.handle) == "forget" then forgotten = forgotten or recorder.handle end
      of_trail(policy, i, options, found)
    end
  end
  if trails == 0 then
    if policy.region.account.planned then
      return nil, "The plan leaves no trail that a change could extend. If it deletes or forgets one, restore that block. Otherwise create one: its name and its bucket are yours to choose, and the bucket's policy must let CloudTrail write."
    end
    return nil, "No trail exists that a change could extend. Create one: its name and its bucket are yours to choose, and the bucket's policy must let CloudTrail write."
  end
  table.sort(found, is_better)
  for i, candidate in ipairs(found) do
    if i <= 16 then out[i] = plain(candidate) end
  end
  if #out == 0 and forgotten then
    return nil, "The plan forgets " .. address(forgotten) .. ", so it can't change that trail. Restore its block."
  end
  if #out == 0 then
    return nil, "No trail can be extended from here: what they record is unknown, or they can't record this Region."
  end
  return out
end

return remedies
