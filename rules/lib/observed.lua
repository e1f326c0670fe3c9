-- observed: what the log files of trails show of the invocations of a function.
--
--   local seen = observed.of(region, arn)
--   -- nil without an event; else { n = 15, first = "2026-11-20T09:01:02Z", last = "…", text = "Invoke 12, InvokeExecution 3",
--   -- refused = 0, handle = … }. n = 0: all were refused, and first and last are nil
--   local files = observed.files(region)
--   -- { n = 12, unread = 0 }: the log files of the Region; nil without one
--   observed.unseen(f, seen, files, gap)   -- ends the check: no event was seen
-- In: a Region's handle and the ARN of a function without a version. An event that is not among the inputs may exist, so a
-- missing one proves nothing.
local sorted = require "sorted"
local times = require "times"

local observed = {}

function observed.of(region, arn)
  local list = collect(region:all("AWS::CloudTrail::ObservedInvocations"))
  local handle = list[sorted.lower(list, "FunctionArn", arn)]
  if not handle or handle.FunctionArn ~= arn then return nil end
  local n, parts = 0, {}
  for event in each(handle.Events) do
    n = n + event.Count
    parts[#parts + 1] = event.EventName .. " " .. tostring(event.Count)
  end
  return {
    n = n, first = handle.FirstTime, last = handle.LastTime, text = table.concat(parts, ", "),
    refused = handle.RefusedEvents or 0, handle = handle,
  }
end

function observed.files(region)
  local list = collect(region:all("AWS::CloudTrail::LogFiles"))
  for _, handle in ipairs(list) do
    local n, unread = read(handle, "LogFiles"), read(handle, "UnreadLogFiles")
    if n and unread then return { n = n, unread = unread } end
  end
  return nil
end

-- ends the check with *unknown*: no event was seen. gap: of the metric, see `invocations_metric`
function observed.unseen(f, seen, files, gap)
  local args = { name = label(f), files = files and files.n or 0 }
  local text = "the log files of its account and Region show no invocation of function {name} (files: {files}). Give log files of a time when it was invoked."
  if not files then
    text = "no log file of CloudTrail was given of the account and Region of function {name}. Give log files from the bucket of a trail that records it."
  elseif seen then
    text = "the log files of its account and Region show only refused invocations of function {name} (files: {files}). Give log files of a time when it was invoked."
  end
  local why = ambiguous(f, nil, text, args)
  if gap then
    why = reasons(why, ambiguous(gap.handle, "Values",
      "CloudWatch counts {n} invocations of {name} from {from} to {till}. If all log files of that time are given, an hour around it included, say so with the parameters logs_from and logs_until.",
      { n = gap.n, name = label(f), from = gap.from, till = gap.till }))
  end
  undecided(why)
end

-- a parameter that is a time or "none"; ends the check if it is neither
function observed.time(f, name, text)
  if text ~= "none" and not times.parse(text) then
    undecided(ambiguous(f, nil, "the parameter {name} is not a time in UTC. Write it as 2026-11-01T00:00:00Z.", { name = name }))
  end
  return text
end

return observed
