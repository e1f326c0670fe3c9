-- CloudTrail records every item event of every DynamoDB table.
local cloudtrail = require "cloudtrail"
local dynamodb = require "dynamodb"
local require_recorded = require("recording").require_recorded
local resources = require "resources"

local function policy_of(region, params)
  local tables = resources.every(dynamodb, { everywhere = params.require_multi_region })
  return {
    region = region,
    of = tables,
    events = {
      dynamodb.writes(tables, { name = "write", text = "a write ({name}) to {resource} would not be recorded" }),
      dynamodb.reads(tables, { name = "read", text = "a read ({name}) of {resource} would not be recorded" }),
      dynamodb.unlisted(region, tables),
    },
    by = cloudtrail.recorders(region, {
      event_data_stores = params.allow_event_data_store,
      require_multi_region = params.require_multi_region,
      require_delivery = params.require_delivery,
      closed_world = params.closed_world,
    }),
    hint = dynamodb.hint,
  }
end

return control {
  id = "aws-cloudtrail-dynamodb-events",
  title = "CloudTrail records every item event of every DynamoDB table",
  severity = "medium",
  profile_level = 2,
  subject = "region",
  reads = { "AWS::CloudTrail::Trail", "AWS::CloudTrail::EventDataStore" },

  params = {
    require_multi_region = { default = false, about = "count multi-Region trails only, and require tables in any Region to be recorded" },
    require_delivery = { default = false, about = "a trail whose last delivery failed records nothing" },
    allow_event_data_store = { default = false, about = "a CloudTrail Lake event data store counts as a trail" },
    closed_world = { default = false, about = "the account has no trails but those of the plan" },
  },

  description = [[
Operations on items, such as GetItem, Query and PutItem, are data events, which a trail records only if its event selectors select them.
This control requires that the active trails together record all read and write events of the items of every table, present and
future, in each Region. The records of streams are events of another type, and are not required.]],

  rationale = [[
Without these records an investigation can't find who read, changed or deleted which item, when and with whose credentials.
Event selectors can omit events without notice: a selector for one table omits all others, one for write events omits reads.]],

  impact = [[
CloudTrail charges for each data event that it records, and busy tables produce many.]],

  default_value = [[
A trail records no data events.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "cloudtrail get-event-selectors", permission = "cloudtrail:GetEventSelectors" },
    { export = "cloudtrail get-trail-status", permission = "cloudtrail:GetTrailStatus" },
  },

  test_plan = [[
1. List the trails of each Region: aws cloudtrail describe-trails --region REGION
2. For each trail, in its home Region: aws cloudtrail get-trail-status --name ARN; IsLogging must be true.
3. For each trail that is logging: aws cloudtrail get-event-selectors --trail-name ARN.
   Basic selectors: ReadWriteType All, and a data resource of type AWS::DynamoDB::Table with the value arn:aws:dynamodb. Advanced
   selectors: one with eventCategory Equals Data and resources.type Equals AWS::DynamoDB::Table, and no other field. Several selectors
   and trails can do this together.]],

  remediation = [[
Let a multi-Region trail that is logging record the events of all tables. With the AWS CLI:

    aws cloudtrail put-event-selectors --trail-name TRAIL --region HOME-REGION --advanced-event-selectors '[
      {"Name": "management", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
      {"Name": "tables", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "resources.type", "Equals": ["AWS::DynamoDB::Table"]}]}]'

This replaces the trail's selectors. List the existing ones first, and add those that are still needed.

With Terraform, in the aws_cloudtrail resource:

    is_multi_region_trail = true
    event_selector {
      data_resource {
        type   = "AWS::DynamoDB::Table"
        values = ["arn:aws:dynamodb"]
      }
    }]],

  backout = [[
Restore the selectors that get-event-selectors printed before the change: aws cloudtrail put-event-selectors --trail-name TRAIL
with --event-selectors or --advanced-event-selectors.]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-2", "AU-3", "AU-10", "AU-12" } },
    { name = "PCI DSS 4.0", by_analogy = true, ids = { "10.2.1.1" } },
  },

  check = function(region, params)
    require_recorded(policy_of(region, params))
    pass()
  end,
}
