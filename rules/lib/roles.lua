-- roles: which functions of an account have the same execution role.
--
--   local other = roles.find_user(f, { closed_world = params.closed_world })   -- another function with the role of f, or nil
-- In: a function's handle; closed_world: the account has no functions but those of the plan. Out: a handle, or nil if certainly no
-- other function has the role. Ends the check with *unknown* where that is not certain: functions of other states may have it.
local roles = {}

-- True if the ARN is that of a role that a plan creates. A generated name is absent, and no role has had it.
local function is_arn_of(arn, role)
  if arn == nil or role.RoleName == nil then return false end
  local tail = ":role" .. role.Path .. role.RoleName
  return string.sub(arn, -#tail) == tail
end

-- A role that a plan creates has no ARN yet: its functions refer to it
local function is_user(g, planned, arn)
  local own = refers(g, "Role", { note = false })
  if own and planned then return own == planned end
  if planned then return is_arn_of(g.Role, planned) end
  if own then return is_arn_of(arn, own) end
  return g.Role == arn
end

function roles.find_user(f, options)
  local planned = refers(f, "Role")
  local arn = not planned and f.Role or nil
  -- functions of other states cannot have a role yet that is only created now
  local closed = options.closed_world or (planned ~= nil and action(planned) == "create")
  local all = owner(f):all("AWS::Lambda::Function", { closed_world = closed })
  local other = find(all, function(g) return g ~= f and is_user(g, planned, arn) end)
  if other then refers(other, "Role") end -- for its note
  return other
end

return roles
