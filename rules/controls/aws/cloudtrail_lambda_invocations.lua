-- Every AWS Lambda function invocation is recorded by CloudTrail.
local cloudtrail = require "cloudtrail"
local functions = require "functions"
local lambda = require "lambda"
local management = require "management"
local remedies = require "remedies"
local require_recorded = require("recording").require_recorded

-- what must be recorded in a Region, and by what; nil: it certainly has no functions
local function policy_of(region, params)
  local asked = functions.of(region, { current = params.coverage == "current", everywhere = params.require_multi_region })
  if asked.none then return nil end
  local reads = params.read_write == "both"
  return {
    region = region,
    of = asked,
    events = {
      functions.invocations(asked, {
        name = "invocation", read_only = false,
        text = "an invocation of {resource} ({name}) would not be recorded",
        future = "an invocation ({name}) of a function that could be created here, {resource}, would not be recorded",
      }),
      reads and functions.invocations(asked, {
        name = "read", read_only = true,
        text = "an invocation of {resource} ({name}) with readOnly true would not be recorded (no such event of Lambda is known; the benchmark's wording asks for read events)",
      }),
      params.management and management.required(asked, {
        reads = reads,
        text = "a management event of {source} would not be recorded",
      }),
      functions.undocumented_invocations(region, asked),
    },
    by = cloudtrail.recorders(region, {
      event_data_stores = params.allow_event_data_store,
      require_multi_region = params.require_multi_region,
      require_delivery = params.require_delivery,
      closed_world = params.closed_world,
    }),
    alone = params.same_trail,
    hint = lambda.hint,
  }
end

return control {
  id = "aws-cloudtrail-lambda-invocations",
  title = "Every AWS Lambda function invocation is recorded by CloudTrail",
  severity = "medium",
  profile_level = 1,
  subject = "region",
  reads = { "AWS::CloudTrail::Trail", "AWS::Lambda::Function", "AWS::CloudTrail::EventDataStore" },

  params = {
    coverage = {
      default = "all", choices = { "all", "current" },
      about = "all: also every function that could be created in the Region; current: the listed functions only",
    },
    read_write = { default = "both", choices = { "both", "write" }, about = "write: do not require read events (no read event of Lambda is known)" },
    management = { default = true, about = "also require management events, from all sources except KMS and RDS Data" },
    same_trail = { default = false, about = "one trail must record all required events" },
    require_multi_region = { default = false, about = "count multi-Region trails only, and require functions in any Region to be recorded" },
    require_delivery = { default = false, about = "a trail whose last delivery failed records nothing" },
    allow_event_data_store = { default = false, about = "a CloudTrail Lake event data store counts as a trail" },
    closed_world = { default = false, about = "the account has no trails but those of the plan" },
  },

  description = [[
CloudTrail records management events by default. The invocation of a Lambda function is a data event, which a trail records only
if its event selectors select it. This control requires that the active trails together record every invocation of every function,
present and future, in each Region that has functions, and that they also record management events.]],

  rationale = [[
Without a record of each invocation, an investigation can't find who ran which function, when and with whose credentials. Misuse of a
function, of its role or of its data leaves no trace. Event selectors can omit invocations without notice: a read-only selector records
none of them, advanced selectors replace the default selector for management events, one NotEquals condition excludes one function.]],

  impact = [[
CloudTrail charges for each data event that it records, and busy functions produce many. The records are stored in the trail's S3 bucket.]],

  default_value = [[
A trail records read and write management events and no data events.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "cloudtrail get-event-selectors", permission = "cloudtrail:GetEventSelectors" },
    { export = "cloudtrail get-trail-status", permission = "cloudtrail:GetTrailStatus" },
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
  },

  test_plan = [[
1. List the trails of each Region: aws cloudtrail describe-trails --region REGION
2. For each trail, in its home Region: aws cloudtrail get-trail-status --name ARN; IsLogging must be true.
3. For each trail that is logging: aws cloudtrail get-event-selectors --trail-name ARN.
   Basic selectors: ReadWriteType All, IncludeManagementEvents true, and a data resource of type AWS::Lambda::Function with the value
   arn:aws:lambda. Advanced selectors: one with eventCategory Equals Management, and one with eventCategory Equals Data and
   resources.type Equals AWS::Lambda::Function, both without other fields. Several selectors and trails can do this together.
4. For each Region: aws lambda list-functions --region REGION; such a trail must cover the Region of each function.
assay performs all steps: assay check FOLDER.]],

  remediation = [[
Let a multi-Region trail that is logging record all Lambda data events and management events.

With the AWS CLI:

    aws cloudtrail put-event-selectors --trail-name TRAIL --region HOME-REGION --advanced-event-selectors '[
      {"Name": "management", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
      {"Name": "lambda", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "resources.type", "Equals": ["AWS::Lambda::Function"]}]}]'

This replaces the trail's selectors. List the existing ones first, and add those that are still needed.

With Terraform, in the aws_cloudtrail resource:

    is_multi_region_trail = true
    advanced_event_selector {
      field_selector {
        field  = "eventCategory"
        equals = ["Management"]
      }
    }
    advanced_event_selector {
      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }
      field_selector {
        field  = "resources.type"
        equals = ["AWS::Lambda::Function"]
      }
    }]],

  backout = [[
Restore the selectors that get-event-selectors printed before the change: aws cloudtrail put-event-selectors --trail-name TRAIL
with --event-selectors or --advanced-event-selectors.]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html",
  },

  frameworks = {
    { name = "ISO/IEC 27001:2022", ids = { "A.8.15" } },
    { name = "SOC 2", ids = { "A1.2" } },
    { name = "CIS Controls 8.1", ids = { "8.2" } },
    { name = "CSA CCM 4.0", ids = { "LOG-07" } },
    { name = "AWS Well-Architected", ids = { "SEC04-BP01", "REL06-BP01" } },
    { name = "C5:2025", ids = {
      "AM-01.01AC", "COM-04.01AC", "OPS-11.02AC", "OPS-15.01AC", "OPS-15.01B", "OPS-15.02B", "OPS-15.03B", "OPS-26.01AS",
      "OPS-26.05B", "PSS-04.05B", "SIM-03.07B", "SSO-05.01AC",
    } },
    { name = "CCC v2025.10", ids = { "CCC.Core.CN04.AR02", "CCC.Logging.CN01.AR02" } },
    { name = "KISA ISMS-P", ids = { "2.9.4", "2.10.2" } },
    { name = "NIS2", ids = { "3.2.3.c" } },
    { name = "AWS AI Security Framework", ids = { "AISF-RUNTIME-03" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = {
      "AC-4(26)", "AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "CA-7", "SC-7(9)", "SI-7(8)",
    } },
    { name = "PCI DSS 4.0", by_analogy = true, ids = {
      "7.3.3", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1", "10.6.3",
      "11.3.1.3", "11.5.2", "A1.2.1",
    } },
    { name = "SOC 2 (common criteria)", by_analogy = true, ids = { "CC2.1", "CC7.2" } },
    { name = "HIPAA", by_analogy = true, ids = {
      "164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(a)(2)(i)", "164.312(b)", "164.312(e)(2)(i)",
    } },
    { name = "FedRAMP Moderate r4", by_analogy = true, ids = {
      "AC-2(4)", "AC-2g", "AU-2a", "AU-2d", "AU-3", "AU-6(1)", "AU-6(3)", "AU-12a", "AU-12c", "CA-7a", "CA-7b", "SI-4(2)", "SI-4(4)",
      "SI-4(5)", "SI-4(16)",
    } },
    { name = "GDPR", by_analogy = true, ids = { "30" } },
    { name = "NIST SP 800-171 r2", by_analogy = true, ids = { "3.1.12", "3.3.1", "3.3.2", "3.3.3", "3.13.1", "3.14.6", "3.14.7" } },
  },

  check = function(region, params)
    local policy = policy_of(region, params)
    if not policy then not_applicable() end
    require_recorded(policy)
    pass()
  end,

  remedy = function(region, params)
    return remedies.of(policy_of(region, params), {
      reads = params.read_write == "both",
      require_multi_region = params.require_multi_region,
    })
  end,
}
