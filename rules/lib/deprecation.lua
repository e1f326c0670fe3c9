-- deprecation: when AWS deprecates the runtime of a Lambda function.
--
--   local day = deprecation.day_of(f)   -- "2025-12-15"
-- In: a function's handle, not of an image. Out: the day; ends the check with *unknown* if the table of runtimes lacks the runtime.
local runtimes = require "runtimes"

local deprecation = {}

function deprecation.day_of(f)
  local day = f.Runtime and runtimes[f.Runtime]
  if not day then
    undecided(ambiguous(f, "Runtime", "assay does not know when this runtime is deprecated: see \"Lambda runtimes\" in the Lambda developer guide"))
  end
  return day
end

return deprecation
