-- resources: the resources whose events a policy asks for.
--
--   local asked = resources.every(dynamodb, { everywhere = false })   -- every table that exists or can be created
--   -- a table { kind, list = { { arn = … } or { name = … }, … }, known = { [arn] = true }, exists = true if there is certainly one,
--   -- open = reasons why there may be others or nil, current = true: the listed ones only, everywhere = true: those of any Region }
--   local certain, possible = resources.arns(asked, case)
--   -- languages of ARNs (see `events`): those that are asked for whatever is unknown, and those that may be; nil for none
--
-- A kind is a table of functions on ARNs: see `arns`, or `s3_objects` for one whose ARNs have no Region (`global`). An element of list also has
-- the handle. `functions` has the listed functions of a Region in the same form.
local places = require "places"

local resources = {}

function resources.every(kind, options)
  return { kind = kind, list = {}, known = {}, exists = true, current = false, everywhere = options and options.everywhere }
end

-- the ARNs of the listed resources at a place, and as a set those whose names a selector lists
function resources.at(asked, place, listed)
  local words, named, seen = {}, {}, {}
  for _, one in ipairs(asked.list) do
    local arn = one.arn or asked.kind.arn(place, one.name)
    if not seen[arn] then words[#words + 1] = arn end
    seen[arn] = true
    named[arn] = listed and one.name and listed[one.name] or nil
  end
  return words, named
end

-- the address of the resource that has an ARN at a place: of a planned one Terraform's; nil for one that is not listed
function resources.address_of(asked, place, arn)
  for _, one in ipairs(asked.list) do
    if arn == (one.arn or asked.kind.arn(place, one.name)) then return address(one.handle) end
  end
  return nil
end

local function languages(asked, case)
  local place = case.place
  -- a resource that a selector lists makes a misleading example of one that is left out
  local words, last = resources.at(asked, place, case.listed)
  local any = asked.kind.any(asked.everywhere and places.everywhere(place) or { place }, words, last)
  if not asked.current then return asked.exists and any or nil, any end
  local listed = #words > 0 and { words = words } or nil
  return listed, asked.open and any or listed
end

-- the entries of a policy ask for the same case, one after the other
function resources.arns(asked, case)
  if asked.case ~= case then
    asked.case = case
    asked.certain, asked.possible = languages(asked, case)
  end
  return asked.certain, asked.possible
end

-- an entry of a policy's events (see `recording`) without its texts. events_of(arns, place): the set of events of resources
function resources.entry(asked, name, events_of)
  return {
    name = name, why = asked.open, shows = { "eventCategory", "eventName", "resources.type", "resources.ARN" },
    sets = function(case)
      local certain, possible = resources.arns(asked, case)
      local all = possible and events_of(possible, case.place)
      if certain == possible then return all, all end
      return certain and events_of(certain, case.place), all
    end,
  }
end

return resources
