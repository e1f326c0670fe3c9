-- kms: which keys AWS can rotate, and whether it does.
--
--   kms.can_rotate(key)   -- true for a customer-managed symmetric key with material of KMS that is not to be deleted
--   kms.rotates(key)      -- true if automatic rotation is on; of a replica whose answer is missing, that of its primary key
local kms = {}

function kms.can_rotate(key)
  return key.KeyManager == "CUSTOMER" and key.KeySpec == "SYMMETRIC_DEFAULT" and key.Origin == "AWS_KMS"
    and key.CustomKeyStoreId == nil and key.KeyState ~= "PendingDeletion" and key.KeyState ~= "PendingReplicaDeletion"
end

local function own(key) return key.EnableKeyRotation end

-- rotation is a shared property of a primary key and its replicas
local function of_primary(key)
  local arn = key.PrimaryKeyArn
  if arn == nil then return nil end
  local primary = find(owner(key):all("AWS::KMS::Key"), function(other) return other.Arn == arn end)
  return primary and primary.EnableKeyRotation
end

function kms.rotates(key)
  local on, unknown = try(own, key)
  if not unknown then return on end
  local shared, no_primary = try(of_primary, key)
  if shared == nil or no_primary then undecided(unknown) end
  return shared
end

return kms
