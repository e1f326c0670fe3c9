-- invocations_metric: invocations of a function that CloudWatch's metric counts and no log file shows.
--
--   local gap = invocations_metric.gap(region, name, { seen = seen, files = files, from = "none", till = "none" })
--   -- nil, or the first of them: { n = 12, from = "2026-11-20T10:00:00Z", till = "2026-11-20T11:00:00Z", handle = …, covered = true }
--   -- seen, files: see `observed`; from, till: the time of which all delivered log files are given, or "none". covered: the log files
--   -- of that time are given, so the events do not exist
--
-- A metric counts if its label says what it is: "AWS/Lambda Invocations FunctionName=pay Sum 3600" (docs/cloudtrail.md).
-- Facts: the time of a value is the beginning of its period, and the invocation's own time ("Using CloudWatch metrics with Lambda":
-- the timestamp on a metric reflects when the function was invoked; GetMetricData). Invocations that were throttled or refused do
-- not count there ("Types of metrics for Lambda functions": Invocations). A function runs for 900 seconds at most (Lambda quotas), and
-- eventTime is when the request was completed ("CloudTrail record contents"). CloudTrail delivers within 5 minutes on average, not
-- guaranteed ("How CloudTrail works"); 15 minutes are taken as late.
local sorted = require "sorted"
local times = require "times"

local metric = {}

-- an event may be so much earlier or later than the value that counts it
local APART = 900
local DELIVERY = 900
local PERIOD_MAX = 31 * 86400

-- the metrics of a function: { handle =, period = }
local function metrics_of(region, name)
  local list, found = collect(region:all("AWS::CloudWatch::MetricData")), {}
  local head = "AWS/Lambda Invocations FunctionName=" .. name .. " Sum "
  local i = sorted.lower(list, "Label", head)
  while list[i] and string.sub(list[i].Label, 1, #head) == head do
    local period = tonumber(string.sub(list[i].Label, #head + 1))
    if math.tointeger(period) and period > 0 and period <= PERIOD_MAX then found[#found + 1] = { handle = list[i], period = math.tointeger(period) } end
    i = i + 1
  end
  return found
end

-- the elements of a list; nil if one of them is unknown
local function elements_of(handle, name)
  local list = read(handle, name)
  if not list then return nil end
  local elements, unknown = collect(list)
  return not unknown and elements or nil
end

-- times, in seconds since 1970 or false, and values of a metric; nil if one of them is unknown, or has no partner
local function values_of(handle)
  local values, seconds = elements_of(handle, "Values"), elements_of(handle, "Seconds")
  local stamps = not seconds and elements_of(handle, "Timestamps")
  if not values or not seconds and not stamps then return nil end
  if stamps then
    seconds = {}
    for i, stamp in ipairs(stamps) do seconds[i] = times.parse(stamp) or false end
  end
  if #seconds ~= #values then return nil end
  return seconds, values
end

-- true if an event may be that of a value of this time
local function is_seen(seen, from, till)
  if not seen or seen.n == 0 then return false end
  return times.parse(seen.last) >= from - APART and times.parse(seen.first) <= till + APART
end

local function is_covered(options, from, till)
  local first, last = times.parse(options.from), times.parse(options.till)
  local files = options.files
  if not first or not last or not files or files.n == 0 or files.unread > 0 then return false end
  return first <= from - APART and till + APART + DELIVERY <= last
end

function metric.gap(region, name, options)
  local best
  for _, one in ipairs(metrics_of(region, name)) do
    local seconds, values = values_of(one.handle)
    for i = 1, seconds and #seconds or 0 do
      local from = seconds[i]
      local till = from and from + one.period
      if from and values[i] > 0 and not is_seen(options.seen, from, till) then
        local covered = is_covered(options, from, till)
        if not best or covered and not best.covered or covered == best.covered and from < best.at then
          best = { n = values[i], at = from, from = times.text(from), till = times.text(till), handle = one.handle, covered = covered }
        end
      end
    end
  end
  return best
end

return metric
