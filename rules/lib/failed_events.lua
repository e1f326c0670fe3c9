-- failed_events: where a Lambda function sends asynchronous events that it fails to process.
--
--   failed_events.are_kept(f)    -- true if a dead-letter queue or a destination gets them; either is enough, also where the other is unknown
local failed_events = {}

local function has_queue(f)
  local queue = f.DeadLetterConfig
  return queue and is_set(queue, "TargetArn")
end

-- true if the function's own configuration of asynchronous invocations sends them somewhere
local function has_destination(f)
  local config = f.EventInvokeConfig
  local is_own = config and (not config.Qualifier or config.Qualifier == "$LATEST")
  local destinations = is_own and config.DestinationConfig
  local on_failure = destinations and destinations.OnFailure
  return on_failure and is_set(on_failure, "Destination")
end

function failed_events.are_kept(f)
  local queue, unknown_queue = try(has_queue, f)
  if queue then return true end
  local destination, unknown_destination = try(has_destination, f)
  if destination then return true end
  local unknown = reasons(unknown_queue, unknown_destination)
  if unknown then undecided(unknown) end
  return false
end

return failed_events
