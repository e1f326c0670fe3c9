-- management: management events of a Region, from all sources except some: by default those that a trail can exclude (KMS and RDS Data).
--
--   management.events({ "false", "true" }, place)   -- a set of events, see `events`; the values of readOnly, and a place of `places`
--   management.events({ "false", "true" }, place, { "kms.amazonaws.com" })   -- all but those of KMS
--   management.sources("kms.amazonaws.com, rdsdata.amazonaws.com")   -- a list of both
-- Source: CloudTrail API reference, EventSelector (ExcludeManagementEventSources) and AdvancedFieldSelector.
local callers = require "callers"

local management = {}

-- the sources whose events a trail can exclude
management.excludable = { "kms.amazonaws.com", "rdsdata.amazonaws.com" }

-- the sources of a text, with commas or spaces between them
function management.sources(text)
  local list, word = {}, ""
  for i = 1, #text + 1 do
    local character = string.sub(text, i, i)
    if character == "" or character == "," or character == " " then
      if word ~= "" then list[#list + 1] = word end
      word = ""
    else
      word = word .. character
    end
  end
  return list
end

-- the management events of a Region, for `recording`; they are the same in every place.
-- asked: the resources in whose Region they are required (see `resources`), nil: in any Region;
-- options: { reads = true or false, text = …, except = the sources that need not be recorded, or nil }
function management.required(asked, options)
  return {
    name = "management", text = options.text, why = asked and asked.open, shared = true, shows = { "eventCategory", "eventSource" },
    sets = function(case)
      local all = management.events(options.reads and { "false", "true" } or { "false" }, case.place, options.except)
      return (not asked or asked.exists) and all or {}, all
    end,
  }
end

function management.events(read_only, place, except)
  return { {
    fields = {
      eventCategory = { words = { "Management" } },
      readOnly = { words = read_only },
      eventSource = {
        head = "", chars = "a-z0-9.-", tail = ".amazonaws.com", min = 1, max = 100,
        except = except or management.excludable, prefer = { "iam.amazonaws.com", "ec2.amazonaws.com" },
      },
      eventName = { head = "", chars = "A-Za-z0-9_.:-", min = 1, max = 128, prefer = { "CreateRole", "DescribeInstances" } },
      eventType = { words = { "AwsApiCall", "AwsServiceEvent", "AwsConsoleAction", "AwsConsoleSignIn" } },
      ["userIdentity.arn"] = callers.language(place.partition, place.account),
      sessionCredentialFromConsole = callers.console,
    },
  } }
end

return management
