-- customer_keys: whether a field names a KMS key that AWS manages.
--
--   if not is_set(trail, "KMSKeyId") or customer_keys.is_aws_managed(trail, "KMSKeyId") then fail(…) end
-- In: a handle and a field with the ARN, the alias or the id of a key. Out: true if it is the alias of a key that AWS manages, which
-- begins with "alias/aws/"; no customer can create such an alias. False if the value is pending: a reference names the customer's own key.
-- The id of a key does not show who manages it.
-- Source: the KMS developer guide, "Aliases" and "AWS KMS keys".
local customer_keys = {}

function customer_keys.is_aws_managed(handle, field)
  local key = read(handle, field)
  return key ~= nil and string.find(key, "alias/aws/") ~= nil
end

return customer_keys
