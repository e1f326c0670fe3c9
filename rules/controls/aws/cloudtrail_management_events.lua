-- CloudTrail records all management events.
local cloudtrail = require "cloudtrail"
local global_services = require "global_services"
local management = require "management"
local require_recorded = require("recording").require_recorded

local function policy_of(region, params)
  return {
    region = region,
    events = {
      management.required(nil, {
        reads = true, except = management.sources(params.excluded_sources),
        text = "a management event of {source} would not be recorded",
      }),
    },
    by = global_services.narrow(cloudtrail.recorders(region, {
      event_data_stores = params.allow_event_data_store,
      require_multi_region = params.require_multi_region,
      require_delivery = params.require_delivery,
      closed_world = params.closed_world,
    }), region),
  }
end

return control {
  id = "aws-cloudtrail-management-events",
  title = "CloudTrail records all management events",
  severity = "high",
  profile_level = 1,
  subject = "region",
  reads = { "AWS::CloudTrail::Trail", "AWS::CloudTrail::EventDataStore" },

  params = {
    excluded_sources = {
      default = "kms.amazonaws.com, rdsdata.amazonaws.com",
      about = "event sources whose management events need not be recorded, separated by commas",
    },
    require_multi_region = { default = false, about = "count multi-Region trails only" },
    require_delivery = { default = false, about = "a trail whose last delivery failed records nothing" },
    allow_event_data_store = { default = false, about = "a CloudTrail Lake event data store counts as a trail" },
    closed_world = { default = false, about = "the account has no trails but those of the plan" },
  },

  description = [[
Management events are the record of what was done to an account's resources: who created a role, changed a policy, stopped a trail. This
control requires that the active trails together record them in each Region, read and write events, from all sources except those of
the parameter.]],

  rationale = [[
Without these records an investigation can't show who changed what. Several trails can share the work: one may record reads, another
writes. A trail with selectors for data events only records no management events.]],

  impact = [[
The first copy of management events in each Region is free of charge. AWS charges for each further copy.]],

  default_value = [[
An account has no trail. A trail without event selectors records read and write management events.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "cloudtrail get-event-selectors", permission = "cloudtrail:GetEventSelectors" },
    { export = "cloudtrail get-trail-status", permission = "cloudtrail:GetTrailStatus" },
  },

  test_plan = [[
1. List the trails of each Region: aws cloudtrail describe-trails --region REGION
2. For each trail, in its home Region: aws cloudtrail get-trail-status --name ARN; IsLogging must be true.
3. For each trail that is logging: aws cloudtrail get-event-selectors --trail-name ARN.
   Basic selectors: ReadWriteType All, IncludeManagementEvents true, and no ExcludeManagementEventSources but those that are accepted.
   Advanced selectors: one with eventCategory Equals Management without other fields, or with NotEquals of accepted sources.
4. A single-Region trail in us-east-1 must have IncludeGlobalServiceEvents.]],

  remediation = [[
Create a multi-Region trail, or let one that exists record management events:

    aws cloudtrail put-event-selectors --trail-name TRAIL --region HOME-REGION --event-selectors '[
      {"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": []}]'

This replaces the trail's selectors. List the existing ones first, and add those that are still needed.
With Terraform, in the aws_cloudtrail resource: is_multi_region_trail = true, and no event selector or one for management events.]],

  backout = [[
Restore the selectors that get-event-selectors printed before the change: aws cloudtrail put-event-selectors --trail-name TRAIL
with --event-selectors or --advanced-event-selectors.]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail-by-using-the-aws-cli-update-trail.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "3.1" } },
    { name = "CIS AWS Foundations 4.0", ids = { "3.1" } },
    { name = "CIS AWS Foundations 5.0", ids = { "3.1" } },
    { name = "CIS AWS Foundations 6.0", ids = { "4.1" } },
    { name = "CIS AWS Foundations 7.0", ids = { "4.1" } },
    { name = "AWS Security Hub", ids = { "CloudTrail.1" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AC-2(4)", "AU-2", "AU-3", "AU-12" } },
  },

  check = function(region, params)
    require_recorded(policy_of(region, params))
    pass()
  end,
}
