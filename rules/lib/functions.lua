-- functions: the Lambda functions of a Region whose invocations a control asks for.
--
--   local asked = functions.of(region, { current = false, everywhere = false })
--   -- current: the listed functions only, not every function that can be created; everywhere: functions in any Region count
--   -- asked.none: true if the Region certainly has no functions
-- In: a Region's handle. Out: resources as `resources` describes them.
local lambda = require "lambda"
local resources = require "resources"

local functions = {}

function functions.of(region, options)
  -- a plan is judged for its own functions: other states may have more
  local handles, open = collect(region:all("AWS::Lambda::Function", { closed_world = true }))
  local asked = {
    kind = lambda, list = {}, known = {}, exists = #handles > 0, current = options.current, everywhere = options.everywhere,
  }
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

-- one function that exists, by its ARN
function functions.one(handle, arn)
  return { kind = lambda, list = { { arn = arn, handle = handle } }, known = { [arn] = true }, exists = true, current = true, everywhere = false, none = false }
end

local function entry_of(asked, name, names, read_only)
  return resources.entry(asked, name, function(arns, place) return lambda.events(arns, names, read_only, place) end)
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
