-- s3: settings of buckets that depend on more than the bucket.
--
--   s3.is_blocked(bucket, "BlockPublicAcls")   -- true if the bucket or its account has this setting of a public access block
--   s3.account_block(account)                  -- the public access block of an account, or nil
--   s3.is_new(bucket)                          -- true if a plan creates it: it then begins with AWS's defaults
--
-- Each setting counts by the stricter of bucket and account, so one known "on" is enough, and "off" needs both.
local s3 = {}

-- the settings of a public access block
s3.settings = { "BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets" }

function s3.is_new(bucket)
  local change = action(bucket)
  return change == "create" or change == "replace"
end

-- Since April 2023, a new bucket has all four settings.
function s3.has_default_block(bucket)
  return s3.is_new(bucket) and bucket.PublicAccessBlock == nil
end

local function by_bucket(bucket, setting)
  if s3.has_default_block(bucket) then return true end
  return bucket.PublicAccessBlock ~= nil and bucket.PublicAccessBlock[setting]
end

-- the public access block of an account; nil: none is set
function s3.account_block(account)
  -- each account has one such resource, whether anything is set or not
  return find(account:all("AWS::S3::AccountPublicAccessBlock"), function() return true end).PublicAccessBlock
end

local function by_account(bucket, setting)
  local block = s3.account_block(owner(bucket))
  return block ~= nil and block[setting]
end

function s3.note_default(bucket)
  if try(s3.has_default_block, bucket) then
    note(bucket, nil, "no public access block is planned for {name}; a new bucket has all four settings by default", { name = label(bucket) })
  end
end

-- options: { account = false }: the setting of the account does not count
function s3.is_blocked(bucket, setting, options)
  local own, no_own = try(by_bucket, bucket, setting)
  if own then return true end
  local general, no_general = false, nil
  if not options or options.account ~= false then general, no_general = try(by_account, bucket, setting) end
  if general then return true end
  local why = reasons(no_own, no_general)
  if why then undecided(why) end
  return false
end

return s3
