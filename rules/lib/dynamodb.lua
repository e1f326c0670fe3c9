-- dynamodb: the data events of items of tables.
--
--   local tables = resources.every(dynamodb)
--   dynamodb.writes(tables, { name = "write", text = "… {resource} ({name}) …" })   -- an entry, see `recording`
--   dynamodb.reads(tables, { … })
--   dynamodb.unlisted(region, tables)   -- the events of operations that may be added later
-- The functions on ARNs are those of `arns`.
-- Sources: the DynamoDB developer guide, "Logging DynamoDB operations by using AWS CloudTrail" (read on 2026-11-29) and "Naming rules". A PartiQL
-- statement reads or writes, so readOnly can be either. The events of streams have two resources, AWS::DynamoDB::Stream and its table; they are
-- not those of items. Not in that list, so not required by name: SearchVectors and StartBulkPutItems of the API.
local arns = require "arns"
local data_events = require "data_events"

local dynamodb = arns.of {
  service = "dynamodb", before = ":table/", chars = "a-zA-Z0-9_.-", min = 3, max = 255, example = "a-new-table",
}

local TYPE = { source = "dynamodb.amazonaws.com", type = "AWS::DynamoDB::Table" }

local READS = { "GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems" }
local WRITES = { "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems" }
local STATEMENTS = { "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction" }
local STREAMS = { "GetRecords", "GetShardIterator" }

local function all_of(...)
  local all = {}
  for _, list in ipairs({ ... }) do
    for _, name in ipairs(list) do all[#all + 1] = name end
  end
  return all
end

function dynamodb.reads(tables, options)
  return data_events.required(tables, TYPE, { name = options.name, names = all_of(READS, STATEMENTS), read_only = { "true" }, text = options.text })
end

function dynamodb.writes(tables, options)
  return data_events.required(tables, TYPE, { name = options.name, names = all_of(WRITES, STATEMENTS), read_only = { "false" }, text = options.text })
end

function dynamodb.unlisted(region, tables)
  return data_events.unlisted(region, tables, TYPE, { names = all_of(READS, WRITES, STATEMENTS, STREAMS), read_only = { "true", "false" },
    text = "the event selectors record every documented operation on items, but would leave out an operation that is added later" })
end

-- the fields of any data event of a table, without those that depend on the table or the caller
function dynamodb.any_event()
  return data_events.any(TYPE, { head = "", chars = "A-Za-z0-9", min = 1, max = 128 })
end

-- words on a value of resources.ARN that selects no table; nil where the value is normal
function dynamodb.hint(field, value)
  if field ~= "resources.ARN" or string.sub(value, 1, 4) ~= "arn:" then return nil end
  if string.find(value, "*") then return "has a wildcard; event selectors have no wildcards" end
  if string.find(value, "/stream/") then return "is the ARN of a stream, whose records have another resource type" end
  if string.find(value, "/index/") then return "is the ARN of an index; events have the ARN of its table" end
  return nil
end

return dynamodb
