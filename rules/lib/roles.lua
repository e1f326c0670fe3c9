-- roles: which functions of an account have the same execution role.
--
--   local other = roles.find_user(f, { closed_world = params.closed_world })   -- another function with the role of f, or nil
-- In: a function's handle; closed_world: the account has no functions but those of the plan. Out: a handle, or nil if certainly no
-- other function has the role. Ends the check with *unknown* where that is not certain: functions of other states may have it.
local roles = {}

function roles.find_user(f, options)
  local role = f.Role
  return find(owner(f):all("AWS::Lambda::Function", options), function(g) return g ~= f and g.Role == role end)
end

return roles
