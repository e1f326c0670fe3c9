-- management: management events of a Region, from all sources except those that a trail can exclude (KMS and RDS Data).
--
--   management.events({ "false", "true" }, place)   -- a set of events, see `events`; the values of readOnly, and a place of `places`
-- Source: CloudTrail API reference, EventSelector (ExcludeManagementEventSources) and AdvancedFieldSelector.
local callers = require "callers"

local management = {}

-- the management events of the Region of functions, for `recording`; they are the same in every place.
-- asked: see `functions`; options: { reads = true or false, text = … }
function management.required(asked, options)
  return {
    name = "management", text = options.text, why = asked.open, shared = true, shows = { "eventCategory", "eventSource" },
    sets = function(case)
      local all = management.events(options.reads and { "false", "true" } or { "false" }, case.place)
      return asked.count > 0 and all or {}, all
    end,
  }
end

function management.events(read_only, place)
  return { {
    fields = {
      eventCategory = { words = { "Management" } },
      readOnly = { words = read_only },
      eventSource = {
        head = "", chars = "a-z0-9.-", tail = ".amazonaws.com", min = 1, max = 100,
        except = { "kms.amazonaws.com", "rdsdata.amazonaws.com" }, prefer = { "iam.amazonaws.com", "ec2.amazonaws.com" },
      },
      eventName = { head = "", chars = "A-Za-z0-9_.:-", min = 1, max = 128, prefer = { "CreateRole", "DescribeInstances" } },
      eventType = { words = { "AwsApiCall", "AwsServiceEvent", "AwsConsoleAction", "AwsConsoleSignIn" } },
      ["userIdentity.arn"] = callers.language(place.partition, place.account),
      sessionCredentialFromConsole = callers.console,
    },
  } }
end

return management
