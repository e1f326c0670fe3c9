-- roles: which functions of an account have the same execution role.
--
--   local other = roles.find_user(f, { closed_world = params.closed_world })   -- another function with the role of f, or nil
-- In: a function's handle; closed_world: the account has no functions but those of the plan. Out: a handle, or nil if certainly no
-- other function has the role. Ends the check with *unknown* where that is not certain: functions of other states may have it.
local roles = {}

-- true if a function whose role is known has the one that a plan creates, whose ARN ends in its name
local function has_planned(g, role)
  local name = role.RoleName
  return string.sub(g.Role, -#name - 1) == "/" .. name
end

-- a role that a plan creates has no ARN yet: its functions refer to it
local function is_user(g, planned, arn)
  local own = refers(g, "Role")
  if own and planned then return own == planned end
  if planned then return has_planned(g, planned) end
  if own then return string.sub(arn, -#own.RoleName - 1) == "/" .. own.RoleName end
  return g.Role == arn
end

function roles.find_user(f, options)
  local planned = refers(f, "Role")
  local arn = not planned and f.Role or nil
  -- functions of other states cannot have a role yet that is only created now
  local closed = options.closed_world or (planned ~= nil and action(planned) == "create")
  return find(owner(f):all("AWS::Lambda::Function", { closed_world = closed }), function(g) return g ~= f and is_user(g, planned, arn) end)
end

return roles
