-- iam_policies: the document of an IAM policy that is in force.
--
--   iam_policies.document(policy)      -- the planned document, or that of the default version
--   iam_policies.is_of_aws(policy)     -- true for a policy that AWS manages
--   iam_policies.is_exported(policy)   -- true if an export shows its versions
--
-- Exports show versions, plans a document. A plan that changes a policy shows no versions of it.
local iam_policies = {}

function iam_policies.is_of_aws(policy)
  local arn = read(policy, "PolicyArn")
  -- a policy that a plan creates has no ARN yet, and an inline policy none at all
  return arn ~= nil and string.find(arn, ":iam::aws:policy/") ~= nil
end

function iam_policies.is_exported(policy)
  return len(read(policy, "PolicyVersionList")) > 0
end

function iam_policies.document(policy)
  local planned, unknown = read(policy, "PolicyDocument")
  if planned then return planned end
  local version = find(policy.PolicyVersionList, function(v) return v.IsDefaultVersion end)
  if version == nil then undecided(unknown or ambiguous(policy, "PolicyVersionList", "no version of the policy is the default one")) end
  return version.Document
end

return iam_policies
