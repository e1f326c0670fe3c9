-- iam_policies: the document of an IAM policy that is in force.
--
--   iam_policies.document(policy)   -- of an inline policy; the planned one; that of the default version
--   iam_policies.is_of_aws(policy)  -- true for a policy that AWS manages
--
-- Of managed policies, exports show versions, plans a document. A plan that changes one shows no versions of it.
local iam_policies = {}

local function is_managed(policy)
  return type_of(policy) == "AWS::IAM::ManagedPolicy"
end

function iam_policies.is_of_aws(policy)
  if not is_managed(policy) then return false end
  local arn = read(policy, "PolicyArn")
  -- a policy that a plan creates has no ARN yet
  return arn ~= nil and string.find(arn, ":iam::aws:policy/") ~= nil
end

function iam_policies.document(policy)
  if not is_managed(policy) then
    if policy.PolicyDocument then return policy.PolicyDocument end
    -- AWS accepts none without a document, so it was removed from the input
    undecided(ambiguous(policy, "PolicyDocument", "the policy has no document"))
  end
  local planned, unknown = read(policy, "PolicyDocument")
  if planned then return planned end
  local version = find(policy.PolicyVersionList, function(v) return v.IsDefaultVersion end)
  if version == nil then undecided(unknown or ambiguous(policy, "PolicyVersionList", "no version of the policy is the default one")) end
  return version.Document
end

return iam_policies
