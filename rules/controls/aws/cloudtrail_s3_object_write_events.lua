-- CloudTrail records every write event of every S3 object.
local cloudtrail = require "cloudtrail"
local require_recorded = require("recording").require_recorded
local resources = require "resources"
local s3_objects = require "s3_objects"

local function policy_of(region, params)
  local objects = resources.every(s3_objects)
  return {
    region = region,
    of = objects,
    events = {
      s3_objects.writes(objects, { name = "write", text = "a write of {resource} ({name}) would not be recorded" }),
      s3_objects.unlisted(region, objects, { read_only = "false" }),
    },
    by = cloudtrail.recorders(region, {
      event_data_stores = params.allow_event_data_store,
      require_multi_region = params.require_multi_region,
      require_delivery = params.require_delivery,
      closed_world = params.closed_world,
    }),
    hint = s3_objects.hint,
  }
end

return control {
  id = "aws-cloudtrail-s3-object-write-events",
  title = "CloudTrail records every write event of every S3 object",
  severity = "medium",
  profile_level = 2,
  subject = "region",
  reads = { "AWS::CloudTrail::Trail", "AWS::CloudTrail::EventDataStore" },

  params = {
    require_multi_region = { default = false, about = "count multi-Region trails only" },
    require_delivery = { default = false, about = "a trail whose last delivery failed records nothing" },
    allow_event_data_store = { default = false, about = "a CloudTrail Lake event data store counts as a trail" },
    closed_world = { default = false, about = "the account has no trails but those of the plan" },
  },

  description = [[
Operations on objects, such as GetObject, PutObject and DeleteObject, are data events, which a trail records only if its event selectors
select them. This control requires that the active trails together record all write events of the objects of every bucket, present
and future, in each Region.]],

  rationale = [[
Without a record of writes, an investigation can't find who changed or deleted which object, when and with whose credentials.
Event selectors can omit events without notice: a selector for one bucket omits all others, one for read events omits these.]],

  impact = [[
CloudTrail charges for each data event that it records, and buckets with much traffic produce many. If the trail's own bucket is
recorded, each delivery of log files is an event, too.]],

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
   Basic selectors: ReadWriteType WriteOnly or All, and a data resource of type AWS::S3::Object with the value arn:aws:s3 or
   arn:aws:s3:::. Advanced selectors: one with eventCategory Equals Data and resources.type Equals AWS::S3::Object, and no other field
   but readOnly Equals false. Several selectors and trails can do this together.]],

  remediation = [[
Let a multi-Region trail that is logging record the write events of all objects. With the AWS CLI:

    aws cloudtrail put-event-selectors --trail-name TRAIL --region HOME-REGION --advanced-event-selectors '[
      {"Name": "management", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
      {"Name": "objects", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}, {"Field": "readOnly", "Equals": ["false"]}]}]'

This replaces the trail's selectors. List the existing ones first, and add those that are still needed.

With Terraform, in the aws_cloudtrail resource:

    is_multi_region_trail = true
    event_selector {
      read_write_type = "WriteOnly"
      data_resource {
        type   = "AWS::S3::Object"
        values = ["arn:aws:s3"]
      }
    }

A basic selector with read_write_type WriteOnly records only write management events: add one with All for the others.]],

  backout = [[
Restore the selectors that get-event-selectors printed before the change: aws cloudtrail put-event-selectors --trail-name TRAIL
with --event-selectors or --advanced-event-selectors.]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "3.8" } },
    { name = "CIS AWS Foundations 4.0", ids = { "3.8" } },
    { name = "CIS AWS Foundations 5.0", ids = { "3.8" } },
    { name = "CIS AWS Foundations 6.0", ids = { "4.8" } },
    { name = "CIS AWS Foundations 7.0", ids = { "4.8" } },
    { name = "AWS Security Hub", ids = { "S3.22" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-4(26)", "AU-2", "AU-3", "AU-10", "AU-12", "SI-7(8)" } },
    { name = "PCI DSS 4.0", by_analogy = true, ids = { "10.2.1.1" } },
  },

  check = function(region, params)
    require_recorded(policy_of(region, params))
    pass()
  end,
}
