-- roles: which functions of an account have the same execution role.
--
--   local other = roles.find_user(f, { closed_world = params.closed_world })   -- another function with the role of f, or nil
-- In: a function's handle; closed_world: the account has no functions but those of the plan. Out: a handle, or nil if certainly no
-- other function has the role. Ends the check with *unknown* where that is not certain: plans show no functions of other states.
local roles = {}

function roles.find_user(f, options)
  local account, role = owner(f), f.Role
  local other = find(account:all("AWS::Lambda::Function"), function(g) return g ~= f and g.Role == role end)
  if not other and not account.exported and not options.closed_world then
    undecided(ambiguous(f, "Role", "functions of other Terraform states may have this role; the exports of the account (aws lambda list-functions) show them"))
  end
  return other
end

return roles
