-- sorted: search in a table of resources that `collect` returned. These are in the byte order of their keys.
--
--   local i = sorted.lower(list, "FunctionArn", arn)   -- the first whose key is not before the text; #list + 1: there is none

local sorted = {}

function sorted.lower(list, key, text)
  local low, high = 1, #list + 1
  while low < high do
    local middle = (low + high) // 2
    if list[middle][key] < text then low = middle + 1 else high = middle end
  end
  return low
end

return sorted
