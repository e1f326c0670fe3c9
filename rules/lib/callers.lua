-- callers: the values that userIdentity.arn can have, the most plausible first.
--
--   fields["userIdentity.arn"] = callers.language("aws", "123456789012")   -- a language, see `events`
-- Source: IAM user guide, "IAM identifiers"; CloudTrail user guide, "CloudTrail userIdentity element". A service that calls
-- has no ARN. The language is the same for every account: only the preferred examples are of the given one.
local callers = {}

-- letters are picked first; a path can contain every printable character
local names = "a-zA-Z0-9/!-~"

-- the language of a caller's ARN; partition and account are those of the preferred examples
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
      -- a caller of another account, or another kind of principal
      { head = "", chars = names, min = 1, max = 2048 },
    },
    absent = true,
  }
end

-- the language of sessionCredentialFromConsole: "true", or missing
callers.console = { words = { "true" }, absent = "first" }

return callers
