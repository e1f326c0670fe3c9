-- management: management events of a Region, from every source but those that a trail may leave out (KMS and RDS Data).
-- Source: CloudTrail API reference, EventSelector (ExcludeManagementEventSources) and AdvancedFieldSelector.
local callers = require "callers"

local management = {}

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
