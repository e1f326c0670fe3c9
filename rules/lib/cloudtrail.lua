-- cloudtrail: the recorders of a Region (its trails and event data stores), with a lower and an upper bound of what they record.
--
--   local recorders = cloudtrail.recorders(region, { event_data_stores = false, … })
--   -- recorders.open: the reasons why there may be another, or nil
--
-- In: a Region's handle and the options of the control. Out: a list of recorders { handle, label, selectors = list (see
-- `selectors`), least = { selector, … }, most = { … }, why = the reasons why the bounds differ or nil, list = the name of the
-- selectors' field, idle = { field, text, … } or nil: why it records nothing in this Region, away = true if it does not cover the
-- Region, own = true if the Region is its home, when_active = a function that returns the selectors of one that covers the Region
-- and is stopped, or nil, refused = see `refusals`, or nil }.
-- Facts: a trail that is not logging records nothing; a single-Region trail records its home Region only; selectors
-- are ORed, and so are trails (CloudTrail user guide and API reference: StopLogging, CreateTrail, PutEventSelectors); a
-- multi-Region trail covers the Regions of its partition (user guide: receiving log files from multiple Regions).
local refusals = require "refusals"
local regions = require "regions"
local selectors = require "selectors"

local cloudtrail = {}

local everything = {}

-- true if its home is in another partition than the Region. False where either is unknown: an account is in one partition.
local function is_abroad(handle, region)
  local its_home, no_home = try(home, handle)
  if no_home then return false end
  local mine, no_name = read(its_home, "name")
  local asked, no_asked = read(region, "name")
  return not no_name and not no_asked and regions.partition(mine) ~= regions.partition(asked)
end

-- true if a recorder of the account covers the Region; nil and reasons where that is unknown
local function reaches_own(handle, region, many, no_many)
  if is_abroad(handle, region) then return false end
  if many then return true end
  local its_home, no_home = try(home, handle)
  if its_home == region and not no_home then return true end
  if no_many then return nil, no_many end
  if no_home then return nil, no_home end
  local mine, no_name = read(its_home, "name")
  local asked, no_asked = read(region, "name")
  if no_name or no_asked then return nil, reasons(no_name, no_asked) end
  return mine == asked
end

-- The same; and why it does not, if a plan takes a recorder of another account out of the organization. An account lists those of
-- another account only if they are an organization's (API reference: DescribeTrails, ListEventDataStores).
local function reaches(handle, region, many, no_many, field)
  local here, no_here = reaches_own(handle, region, many, no_many)
  local its_owner, no_owner = try(owner, handle)
  if here == false or no_owner or its_owner == region.account then return here, no_here end
  local shared, no_shared = read(handle, field)
  if no_shared then return nil, reasons(no_here, no_shared) end
  if not shared then return false, nil, { field, "{recorder} records the events of its own account only" } end
  return here, no_here
end

-- the selectors of a recorder, and the reasons where they may be incomplete; only: one of the two fields, as if the other were empty
local function read_selectors(handle, store, only)
  local advanced, no_advanced = read(handle, "AdvancedEventSelectors")
  local basic, no_basic
  if not store then basic, no_basic = read(handle, "EventSelectors") end
  if no_advanced or no_basic then return nil, reasons(no_advanced, no_basic) end
  local a, more_a = collect(advanced)
  local b, more_b = {}, nil
  if basic then b, more_b = collect(basic) end
  if only == "EventSelectors" then a, more_a = {}, nil end
  if only == "AdvancedEventSelectors" then b, more_b = {}, nil end
  -- the list of one kind may have elements that are unknown
  if (#a > 0 and more_b) or (#b > 0 and more_a) then return nil, reasons(more_a, more_b) end
  if #a > 0 and #b > 0 then
    return nil, ambiguous(handle, "AdvancedEventSelectors", "both kinds of event selectors have elements, which the API would refuse")
  end
  local list, why
  local name = store and "AdvancedEventSelectors" or "EventSelectors"
  if #a > 0 then
    list, why = selectors.advanced(a, store)
    name = "AdvancedEventSelectors"
  elseif #b > 0 then
    list, why = selectors.basic(b)
  elseif more_a or more_b then
    list = {}
  else
    list = selectors.default(handle, store)
  end
  return list, reasons(why, more_a, more_b), more_a ~= nil or more_b ~= nil, name
end

local function fill(recorder, list, whole, certain)
  for _, selector in ipairs(list) do
    if selector.least and certain then table.insert(recorder.least, selector.least) end
    if selector.most then table.insert(recorder.most, selector.most) end
  end
  if not whole then table.insert(recorder.most, everything) end
end

-- true if the Region is known to be the recorder's home
local function is_own(handle, region)
  local its_home, no_home = try(home, handle)
  return not no_home and its_home == region
end

-- active, many: true, false, or nil with the reasons in no_active, no_many
local function recorder_of(handle, region, store, active, no_active, many, no_many, only)
  local recorder = { handle = handle, label = store and "the event data store" or "the trail", selectors = {}, least = {}, most = {} }
  local here, no_here, private = reaches(handle, region, many, no_many, store and "OrganizationEnabled" or "IsOrganizationTrail")
  recorder.own = is_own(handle, region)
  recorder.scope = store and "MultiRegionEnabled" or "IsMultiRegionTrail"
  if here == false or (active == false and not no_active) then
    recorder.away = here == false
    if recorder.away then
      recorder.idle = private or { recorder.scope, many and "{recorder} records the Regions of its own partition only" or "{recorder} records its home Region only" }
    else
      recorder.when_active = function() return (read_selectors(handle, store)) end
    end
    return recorder
  end
  local list, why, open, name = read_selectors(handle, store, only)
  recorder.list = name
  local maybe_refused
  recorder.refused, maybe_refused = refusals.of(handle, list, store)
  if recorder.refused then
    recorder.selectors = list or {}
    return recorder
  end
  recorder.why = reasons(no_active, no_here, why, maybe_refused)
  recorder.selectors = list or {}
  fill(recorder, recorder.selectors, list ~= nil and not open, not no_active and not no_here and not maybe_refused)
  -- where nothing is unknown, both bounds are one list, and `coverage` asks once
  if not recorder.why then recorder.most = recorder.least end
  return recorder
end

-- reasons if HomeRegion contradicts the trail's ARN: both are the Region that created it (API reference: Trail)
local function contradictory_home(handle)
  local stated, no_stated = read(handle, "HomeRegion")
  local its_home, no_home = try(home, handle)
  if no_stated or no_home or not stated or not its_home then return nil end
  local name, no_name = read(its_home, "name")
  if no_name or name == stated then return nil end
  return ambiguous(handle, "HomeRegion", "HomeRegion and the ARN show different Regions")
end

local function trail(handle, region, options)
  local active, why = read(handle, "IsLogging")
  local many, no_many = read(handle, "IsMultiRegionTrail")
  local delivery, no_delivery
  if not why and active == nil then active = false end
  if options.require_delivery and (active or why) then
    delivery, no_delivery = read(handle, "LatestDeliveryError")
    why = reasons(why, no_delivery)
    if delivery then active, why = false, nil end
  end
  if active or why then why = reasons(why, contradictory_home(handle)) end
  local recorder = recorder_of(handle, region, false, active, why, many, no_many)
  recorder.single = many == false and not no_many
  recorder.only_maybe_multi = no_many
  if not recorder.idle and active == false and not why then
    recorder.idle = delivery and { "LatestDeliveryError", "the last delivery of {recorder} failed: {error}", error = delivery }
      or { "IsLogging", "{recorder} is not logging" }
  end
  return recorder
end

-- a store that Terraform creates ingests immediately
local function ingesting(handle)
  local status, why = read(handle, "Status")
  if not why then return status == "ENABLED" end
  if action(handle) == "create" or action(handle) == "replace" then return true end
  return nil, why
end

local function store(handle, region)
  local active, why = ingesting(handle)
  local many, no_many = read(handle, "MultiRegionEnabled")
  local recorder = recorder_of(handle, region, true, active, why, many, no_many)
  recorder.store = true
  recorder.single = many == false and not no_many
  recorder.only_maybe_multi = no_many
  if not recorder.idle and active == false then
    recorder.idle = { "Status", "{recorder} is not ingesting" }
  end
  return recorder
end

-- only multi-Region recorders count; one that may be single-Region counts for the upper bound only
local function only_multi_region(list)
  local kept = {}
  for _, recorder in ipairs(list) do
    if recorder.single then
      recorder.least, recorder.most, recorder.why = {}, {}, nil
      recorder.idle = recorder.idle or { recorder.scope, "{recorder} records its home Region only" }
    elseif recorder.only_maybe_multi then
      recorder.least, recorder.why = {}, reasons(recorder.why, recorder.only_maybe_multi)
    end
    kept[#kept + 1] = recorder
  end
  return kept
end

-- a trail as it would record if it were logging and multi-Region: for `remedies`. only: the selectors that it keeps, or nil
function cloudtrail.as_active(handle, region, only)
  return recorder_of(handle, region, false, true, nil, true, nil, only)
end

-- true if a trail is logging; false also if CloudTrail's API would refuse what a plan makes of it
function cloudtrail.is_active(handle)
  local refusal, maybe_refused = refusals.of(handle, nil, false)
  local active, no_active = read(handle, "IsLogging")
  if refusal or (not no_active and not active) then return false end
  local why = reasons(no_active, maybe_refused)
  if why then undecided(why) end
  return true
end

-- the event data stores that record in the Region
local function active_stores(region, options)
  local found = {}
  for _, handle in ipairs((collect(region.account:all("AWS::CloudTrail::EventDataStore", options)))) do
    local recorder = store(handle, region)
    if not recorder.idle and not recorder.away then found[#found + 1] = recorder end
  end
  return found
end

-- options: closed_world, event_data_stores, require_delivery, require_multi_region (see the control). uncounted(): the active
-- event data stores, where they do not count
function cloudtrail.recorders(region, options)
  local complete = { closed_world = options.closed_world }
  local list = {}
  local trails, open = collect(region.account:all("AWS::CloudTrail::Trail", complete))
  for _, handle in ipairs(trails) do list[#list + 1] = trail(handle, region, options) end
  -- an incomplete list of another Region does not matter here, and the account lists every trail of a plan
  if open then open = select(2, collect(region:all("AWS::CloudTrail::Trail", { closed_world = options.closed_world, known = true }))) end
  if options.event_data_stores then
    local stores, more = collect(region.account:all("AWS::CloudTrail::EventDataStore", complete))
    for _, handle in ipairs(stores) do list[#list + 1] = store(handle, region) end
    open = reasons(open, more)
  end
  if options.require_multi_region then list = only_multi_region(list) end
  list.open = open
  list.uncounted = not options.event_data_stores and function() return active_stores(region, complete) end or nil
  return list
end

return cloudtrail
