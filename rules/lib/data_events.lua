-- data_events: sets of data events of one type of resource.
--
--   data_events.of({ source = "lambda.amazonaws.com", type = "AWS::Lambda::Function" },
--     { arns = LANGUAGE, names = LANGUAGE, read_only = { "true", "false" }, place = place })   -- a set of events, see `events`
--   data_events.any(TYPE, NAMES)   -- a product without the fields that depend on the resource or the caller
-- place: the partition and the account of preferred callers, see `places`.
--
--   data_events.required(asked, TYPE, { name = "write", names = { "PutObject", … }, read_only = { "false" }, text = "… {resource} ({name}) …" })
--   data_events.unlisted(region, asked, TYPE, { names = { "PutObject", … }, read_only = { "false" }, text = "why that is ambiguous" })
--   -- entries of a policy's events (see `recording`): the events of documented operations, and those of operations that may be added
--   -- later: if only these are left out, the verdict is unknown. asked: see `resources`
local callers = require "callers"
local resources = require "resources"

local data_events = {}

local function fields(type_of, names, read_only)
  return {
    eventCategory = { words = { "Data" } },
    eventSource = { words = { type_of.source } },
    eventType = { words = { "AwsApiCall" } },
    eventName = names,
    readOnly = { words = read_only },
    ["resources.type"] = { words = { type_of.type } },
    sessionCredentialFromConsole = callers.console,
  }
end

function data_events.of(type_of, set)
  local product = fields(type_of, set.names, set.read_only)
  product["resources.ARN"] = set.arns
  product["userIdentity.arn"] = callers.language(set.place.partition, set.place.account)
  return { { fields = product } }
end

function data_events.any(type_of, names)
  return { fields = fields(type_of, names, { "true", "false" }) }
end

function data_events.required(asked, type_of, options)
  local entry = resources.entry(asked, options.name, function(arns, place)
    return data_events.of(type_of, { arns = arns, names = { words = options.names }, read_only = options.read_only, place = place })
  end)
  entry.text, entry.future = options.text, options.future
  return entry
end

function data_events.unlisted(region, asked, type_of, options)
  local names = { head = "", chars = "A-Za-z0-9", min = 1, max = 128, except = options.names, prefer = { "ANewOperation" } }
  local entry = resources.entry(asked, "unlisted", function(arns, place)
    return data_events.of(type_of, { arns = arns, names = names, read_only = options.read_only, place = place })
  end)
  entry.undocumented = ambiguous(region, nil, options.text)
  return entry
end

return data_events
