-- flow_logs: the flow logs of a VPC.
--
--   local logs = flow_logs.of_region(vpc)          -- those of its Region
--   flow_logs.is_active(log, vpc)                  -- true if it records the VPC
--   flow_logs.is_delivered(log, vpc)               -- true if what it records also arrives
--   flow_logs.is_shared(vpc)                       -- true if the VPC is another account's, which alone can show its flow logs
--   flow_logs.note_partial(logs, vpc)              -- notes that only some of the traffic is recorded, if that is certain
local flow_logs = {}

-- of a VPC that a plan creates, no other state has flow logs
function flow_logs.of_region(vpc)
  return home(vpc):all("AWS::EC2::FlowLog", { closed_world = action(vpc) == "create" })
end

local function is_of(log, vpc)
  -- a plan that creates both shows the VPC by its reference
  local planned = refers(log, "ResourceId")
  if planned then return planned == vpc end
  return log.ResourceId ~= nil and log.ResourceId == vpc.VpcId
end

function flow_logs.is_active(log, vpc)
  return is_of(log, vpc) and log.FlowLogStatus == "ACTIVE"
end

function flow_logs.is_delivered(log, vpc)
  if not flow_logs.is_active(log, vpc) then return false end
  local status = log.DeliverLogsStatus
  -- missing until the first delivery
  if status == nil or status == "SUCCESS" then return true end
  if status ~= "FAILED" then undecided(ambiguous(log, "DeliverLogsStatus", "the status {status} is not documented", { status = status })) end
  return false
end

function flow_logs.is_shared(vpc)
  return vpc.OwnerId ~= nil and vpc.OwnerId ~= owner(vpc).id
end

local function records_all(logs, vpc)
  return any(logs, function(log) return flow_logs.is_delivered(log, vpc) and log.TrafficType == "ALL" end)
end

function flow_logs.note_partial(logs, vpc)
  local all, unknown = try(records_all, logs, vpc)
  if all or unknown then return end
  local log = find(logs, function(log) return flow_logs.is_delivered(log, vpc) end)
  note(log, "TrafficType", "the flow log {log} records traffic of type {type} only", { log = label(log), type = log.TrafficType })
end

return flow_logs
