-- remarks: notes on a Region's recorders. They do not affect the verdict.
--
--   remarks.of(recorders, failed)   -- recorders: see `cloudtrail`; failed: true if the subject fails
local remarks = {}

local function delivery(handle, recorder)
  local error, unknown = read(handle, "LatestDeliveryError")
  if error and not unknown then
    note(handle, "LatestDeliveryError", "{recorder} records events, but its last delivery failed: {error}", { recorder = recorder, error = error })
  end
end

local function planned(handle, recorder)
  local change = action(handle)
  if change == "replace" then
    note(handle, nil, "{recorder} will be replaced. If it is deleted before it is created again, it records nothing in between.", { recorder = recorder })
  elseif change == "forget" then
    note(handle, nil, "{recorder} will no longer be managed by Terraform. It is judged as it is.", { recorder = recorder })
  end
end

local function excluded(handle, recorder)
  local list, unknown = read(handle, "EventSelectors")
  if unknown then return end
  for _, selector in ipairs((collect(list))) do
    local sources, why = read(selector, "ExcludeManagementEventSources")
    for _, source in ipairs(why and {} or (collect(sources))) do
      note(selector, "ExcludeManagementEventSources", "{recorder} excludes the management events of {source}", { recorder = recorder, source = source })
    end
  end
end

local function refused(recorder, failed)
  local refusal = recorder.refused
  if refusal then
    -- the evidence of a fail says so itself
    if failed then return end
    note(refusal.handle, refusal.name, "CloudTrail's API would refuse {recorder} as planned, so it records nothing: {why}",
      { recorder = recorder.label, why = refusal.text })
    return
  end
  for _, selector in ipairs(recorder.selectors) do
    if selector.refused then
      note(selector.handle, nil, "{recorder} has an event selector that the API would refuse, and that records nothing: {why}",
        { recorder = recorder.label, why = selector.refused })
    end
  end
end

-- a fail beside an event data store may only need the parameter
local function uncounted(recorders)
  local store = recorders.uncounted and recorders.uncounted()[1]
  if store then
    note(store.handle, nil, "{recorder} does not count as a trail, because the parameter allow_event_data_store is false", { recorder = store.label })
  end
end

function remarks.of(recorders, failed)
  if failed then uncounted(recorders) end
  for _, recorder in ipairs(recorders) do
    if not recorder.idle and not recorder.store then
      delivery(recorder.handle, recorder.label)
      planned(recorder.handle, recorder.label)
      excluded(recorder.handle, recorder.label)
      if recorder.single then
        note(recorder.handle, "IsMultiRegionTrail", "{recorder} records its home Region only", { recorder = recorder.label })
      end
    end
    refused(recorder, failed)
  end
end

return remarks
