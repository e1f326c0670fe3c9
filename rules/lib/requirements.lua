-- requirements: the requirements that a subject fails, where each can be unknown.
--
--   for _, name in ipairs(requirements.failed({ "Length", "Reuse" }, function(name) return policy[name] >= 14 end)) do fail(…) end
--
-- One that certainly fails decides, whatever is unknown about the others. If none does and one is unknown, the check ends as unknown.
local requirements = {}

-- list: a plain table; holds(element): true if the subject meets it. Returns the elements that the subject fails.
function requirements.failed(list, holds)
  local failed, why = {}, nil
  for _, element in ipairs(list) do
    local held, unknown = try(holds, element)
    if unknown then
      why = reasons(why, unknown)
    elseif not held then
      failed[#failed + 1] = element
    end
  end
  if #failed == 0 and why then undecided(why) end
  return failed
end

return requirements
