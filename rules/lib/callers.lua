-- callers: who can stand in userIdentity.arn, the most plausible first.
-- Source: IAM user guide, "IAM identifiers"; CloudTrail user guide, "CloudTrail userIdentity element". A service that calls
-- carries no ARN.
local callers = {}

-- letters are picked first; a path may hold every printable character
local names = "a-zA-Z0-9/!-~"

-- the language of a caller's ARN; account: of the callers to think of first
function callers.language(partition, account)
  local function arn(service, kind)
    return { head = "arn:" .. partition .. ":" .. service .. "::" .. account .. ":" .. kind .. "/", chars = names, min = 1, max = 512 }
  end
  local iam = "arn:" .. partition .. ":iam::" .. account .. ":"
  local sts = "arn:" .. partition .. ":sts::" .. account .. ":"
  return {
    prefer = { sts .. "assumed-role/deploy/session", iam .. "role/deploy", iam .. "user/alice" },
    any = {
      arn("sts", "assumed-role"), arn("iam", "role"), arn("iam", "user"), arn("sts", "federated-user"),
      { words = { iam .. "root" } },
      -- a caller of another account, or a kind of principal not thought of
      { head = "", chars = names, min = 1, max = 2048 },
    },
    absent = true,
  }
end

-- the language of sessionCredentialFromConsole: "true", or not there
callers.console = { words = { "true" }, absent = "first" }

return callers
