-- trail_buckets: the S3 bucket to which a trail delivers, and how it is public.
--
--   local bucket = trail_buckets.of(trail, "aws s3api get-bucket-acl")   -- the commands that its owner runs where it is of another account
--   local statement, grant = trail_buckets.public_parts(bucket)   -- a statement of its policy that lets everyone in, or nil; a grant
--                                                                -- of its ACL that does (the bucket: its canned ACL), or nil
-- In: a trail's handle. Both end the check with *unknown* where the answer is unknown: the bucket of another account, for example.
-- A public policy is one whatever the ACL is, and the reverse.
--
-- What the settings of bucket and account neutralise is not public: RestrictPublicBuckets lets only principals of the account and AWS
-- services use a public policy; S3 ignores public ACLs with IgnorePublicAcls, and all ACLs if the bucket owner is enforced.
-- Sources: the S3 user guide, "Blocking public access to your Amazon S3 storage" (the meaning of "public"), "Access control list (ACL)
-- overview" and "Controlling ownership of objects".
local policies = require "policies"
local s3 = require "s3"

local trail_buckets = {}

local function named(account, name)
  return find(account:all("AWS::S3::Bucket"), function(bucket) return bucket.BucketName == name end)
end

function trail_buckets.of(trail, commands)
  local planned = refers(trail, "S3BucketName")
  if planned then return planned end
  local account = owner(trail)
  local bucket = named(account, trail.S3BucketName)
  if not bucket then
    local id = read(account, "id")
    undecided(ambiguous(trail, "S3BucketName",
      "the inputs show no bucket {name} in account {account} of the trail, so it belongs to another account, or to another Terraform state. "
      .. "The account that owns it can answer: look at its {commands}", { name = trail.S3BucketName, account = id or "(unknown)", commands = commands }))
  end
  return bucket
end

-- conditions that limit a statement to fixed callers
local FIXED = {
  ["aws:sourcearn"] = true, ["aws:sourcevpc"] = true, ["aws:sourcevpce"] = true, ["aws:sourceaccount"] = true, ["aws:sourceowner"] = true,
  ["aws:principalorgid"] = true, ["aws:principalaccount"] = true, ["aws:principalarn"] = true, ["aws:userid"] = true,
  ["aws:sourceorgid"] = true, ["s3:dataaccesspointaccount"] = true,
}

-- true if a range of addresses is not broader than S3 accepts: /8 of IPv4, /32 of IPv6
local function is_narrow(range)
  local slash = string.find(range, "/")
  local length = slash and tonumber(string.sub(range, slash + 1))
  if slash and not length then return false end
  return not slash or length >= (string.find(range, ":") and 32 or 8)
end

-- true if a value of a condition admits fixed callers only
local function is_fixed(key, value)
  if string.find(value, "*") or string.find(value, "?") or string.find(value, "${") then return false end
  if key == "aws:sourceip" then return is_narrow(value) end
  return FIXED[key] ~= nil
end

local function is_public(statement)
  return policies.is_allow(statement) and policies.allows_everyone(statement) and not policies.requires(statement, is_fixed)
end

-- found and no_found, blocked and no_blocked: each a value, or nil and the reasons why it is unknown
local function unless_blocked(found, no_found, blocked, no_blocked)
  if blocked or (not found and not no_found) then return nil end
  local why = reasons(no_found, no_blocked)
  if why then undecided(why) end
  return found
end

local function find_statement(bucket)
  local policy = bucket.Policy
  return policy ~= nil and find(policy.Statement, is_public) or nil
end

local function public_statement(bucket)
  local found, no_found = try(find_statement, bucket)
  return unless_blocked(found, no_found, try(s3.is_blocked, bucket, "RestrictPublicBuckets"))
end

local GROUPS = { "/groups/global/AllUsers", "/groups/global/AuthenticatedUsers" }
local CANNED = { ["public-read"] = true, ["public-read-write"] = true, ["authenticated-read"] = true }

local function is_public_grant(grant)
  local uri = grant.Grantee.URI
  if not uri and grant.Grantee.Type == "Group" then
    undecided(ambiguous(grant.Grantee, "URI", "the group that the grant is for is missing"))
  end
  for _, tail in ipairs(uri and GROUPS or {}) do
    if string.sub(uri, -#tail) == tail then return true end
  end
  return false
end

local function find_in_policy(bucket)
  local acl = bucket.AccessControlPolicy
  return acl ~= nil and find(acl.Grants, is_public_grant) or nil
end

-- a canned ACL stands for its grants; exports show the grants only, and plans often the canned ACL only
local function find_grant(bucket)
  local canned, no_canned = read(bucket, "AccessControl")
  if canned and CANNED[canned] then return bucket end
  local grant, no_grant = try(find_in_policy, bucket)
  if grant or (canned and not no_canned) then return grant end
  return nil, no_grant
end

local function is_owner_enforced(bucket)
  local controls = bucket.OwnershipControls
  if controls == nil then return s3.is_new(bucket) end
  return any(controls.Rules, function(rule) return rule.ObjectOwnership == "BucketOwnerEnforced" end)
end

local function ignores_acls(bucket)
  local owned, no_owned = try(is_owner_enforced, bucket)
  if owned then return true end
  local blocked, no_blocked = try(s3.is_blocked, bucket, "IgnorePublicAcls")
  if blocked then return true end
  return false, reasons(no_owned, no_blocked)
end

local function public_grant(bucket)
  local found, no_found = find_grant(bucket)
  return unless_blocked(found, no_found, ignores_acls(bucket))
end

function trail_buckets.public_parts(bucket)
  local statement, no_statement = try(public_statement, bucket)
  local grant, no_grant = try(public_grant, bucket)
  local why = reasons(no_statement, no_grant)
  if why and not statement and not grant then undecided(why) end
  return statement, grant
end

return trail_buckets
