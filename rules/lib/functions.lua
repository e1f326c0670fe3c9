-- functions: the Lambda functions of a Region whose invocations a control asks for.
--
--   local asked = functions.of(region, { current = false, everywhere = false })
--   -- current: the listed functions only, not every function that can be created; everywhere: functions in any Region count
--   -- asked.none: true if the Region certainly has no functions
--   local certain, possible = functions.arns(asked, case)
--   -- languages of ARNs (see `events`): those that are asked for whatever is unknown, and those that may be; nil for none
-- In: a Region's handle. Out: a table { list = { { arn = … } or { name = … }, … }, open = reasons why there may be other
-- functions or nil, count, none, current, everywhere, known = { [arn] = true } }. An element of list also has the handle.
local lambda = require "lambda"
local places = require "places"

local functions = {}

function functions.of(region, options)
  local handles, open = collect(region:all("AWS::Lambda::Function"))
  local asked = { list = {}, known = {}, count = #handles, current = options.current, everywhere = options.everywhere }
  for _, handle in ipairs(handles) do
    local arn, no_arn, name, no_name
    -- a function that is yet to be created has no ARN
    if action(handle) ~= "create" then arn, no_arn = read(handle, "Arn") end
    if not arn then name, no_name = read(handle, "FunctionName") end
    if arn then
      arn = lambda.unqualified(arn)
      asked.known[arn] = true
      asked.list[#asked.list + 1] = { arn = arn, handle = handle }
    elseif name then
      asked.list[#asked.list + 1] = { name = name, handle = handle }
    else
      open = reasons(open, no_arn, no_name)
    end
  end
  asked.open = open
  asked.none = #handles == 0 and not open
  return asked
end

-- the ARNs of the listed functions at a place, and as a set those whose names a selector lists
function functions.at(asked, place, listed)
  local words, named, seen = {}, {}, {}
  for _, f in ipairs(asked.list) do
    local arn = f.arn or lambda.arn(place, f.name)
    if not seen[arn] then words[#words + 1] = arn end
    seen[arn] = true
    named[arn] = listed and f.name and listed[f.name] or nil
  end
  return words, named
end

-- the address of the function that has an ARN at a place: of a planned one Terraform's; nil for a function that is not listed
function functions.address_of(asked, place, arn)
  for _, f in ipairs(asked.list) do
    if arn == (f.arn or lambda.arn(place, f.name)) then return address(f.handle) end
  end
  return nil
end

function functions.arns(asked, case)
  local place = case.place
  -- a function that a selector lists makes a misleading example of one that is left out
  local words, last = functions.at(asked, place, case.listed)
  local any = lambda.any_function(asked.everywhere and places.everywhere(place) or { place }, words, last)
  if not asked.current then return asked.count > 0 and any or nil, any end
  local listed = #words > 0 and { words = words } or nil
  return listed, asked.open and any or listed
end

local function entry_of(asked, name, names, read_only)
  return {
    name = name, why = asked.open, shows = { "eventCategory", "eventName", "resources.type", "resources.ARN" },
    sets = function(case)
      local certain, possible = functions.arns(asked, case)
      local all = possible and lambda.events(possible, names, read_only, case.place)
      if certain == possible then return all, all end
      return certain and lambda.events(certain, names, read_only, case.place), all
    end,
  }
end

-- the invocations of the functions, for `recording`. options: { name =, read_only = true or false, text =, future = }
function functions.invocations(asked, options)
  local entry = entry_of(asked, options.name, lambda.names, { options.read_only and "true" or "false" })
  entry.text, entry.future = options.text, options.future
  return entry
end

-- invocations by API operations whose recorded names are not documented: losing only these is unknown
function functions.undocumented_invocations(region, asked)
  local entry = entry_of(asked, "undocumented", lambda.undocumented, { "false" })
  local sets = entry.sets
  entry.sets = function(case) return {}, select(2, sets(case)) end
  entry.undocumented = ambiguous(region, nil,
    "the event selectors record every documented invocation, but would leave out InvokeAsync or InvokeWithResponseStream, whose recorded names are not documented")
  return entry
end

return functions
