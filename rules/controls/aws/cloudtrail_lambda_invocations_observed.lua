-- The log files of trails show invocations of the functions whose invocations are recorded.
local cloudtrail = require "cloudtrail"
local functions = require "functions"
local invocations_metric = require "invocations_metric"
local lambda = require "lambda"
local observed = require "observed"
local recording = require "recording"

-- true if the configuration records all invocations of this function
local function is_recorded(f, arn)
  local asked = functions.one(f, arn)
  return recording.is_recorded({
    region = home(f),
    of = asked,
    events = { functions.invocations(asked, { name = "invocation", read_only = false }) },
    by = cloudtrail.recorders(home(f), { event_data_stores = false }),
    alone = false,
  })
end

return control {
  id = "aws-cloudtrail-lambda-invocations-observed",
  title = "Log files of CloudTrail show invocations of the functions that are recorded",
  severity = "medium",
  profile_level = 1,
  subject = "AWS::Lambda::Function",
  reads = {
    "AWS::Lambda::Function", "AWS::CloudTrail::Trail", "AWS::CloudTrail::EventDataStore",
    "AWS::CloudTrail::ObservedInvocations", "AWS::CloudTrail::LogFiles", "AWS::CloudWatch::MetricData",
  },

  params = {
    logs_from = { default = "none", about = "the inputs contain every log file that was delivered from this time on (2026-11-01T00:00:00Z)" },
    logs_until = { default = "none", about = "… and until this time; without both, the metric fails nothing" },
  },

  description = [[
Where trails are configured to record every invocation of a function, this control looks for such events in the log files that CloudTrail
delivered: the evidence that recording works. A function with an event passes; a note says when the first and last invocation was seen,
and how many of each event name. A function without one is unknown: it may not have been invoked, or a log file may be missing. Refused
requests (events with an errorCode) are no invocations. If an export of CloudWatch's metric Invocations counts invocations, in a time of
which all log files are given (parameters logs_from and logs_until), and no event was ever seen, the function fails. A function that is not recorded by configuration is not applicable: that is the
matter of aws-cloudtrail-lambda-invocations.]],

  rationale = [[
A trail can be configured well and deliver nothing: the bucket's policy or key was changed, the delivery failed, or somebody filters the
files. Only an event that arrived proves that the chain works.]],

  impact = [[
CloudTrail charges for data events, and S3 for the requests that download the log files.]],

  default_value = [[
A trail records no data events, so its log files show no invocation.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "cloudtrail get-event-selectors", permission = "cloudtrail:GetEventSelectors" },
    { export = "cloudtrail get-trail-status", permission = "cloudtrail:GetTrailStatus" },
    { export = "lambda list-functions", permission = "lambda:ListFunctions" },
    { export = "cloudtrail log-files", permission = "s3:GetObject" },
    { export = "cloudwatch get-metric-data", permission = "cloudwatch:GetMetricData" },
  },

  test_plan = [[
1. Check the configuration: assay check --control aws-cloudtrail-lambda-invocations FOLDER
2. Copy log files of some days from the trail's bucket:
   aws s3 cp --recursive s3://BUCKET/AWSLogs/ACCOUNT/CloudTrail/REGION/2026/11/20 AWSLogs/ACCOUNT/CloudTrail/REGION/2026/11/20
3. Look for records with eventSource lambda.amazonaws.com, eventName Invoke, InvokeExecution or InvokeFunctionUrl, without errorCode, and
   with the function's ARN in resources.
4. If there are none, compare with the metric: aws cloudwatch get-metric-data (docs/cloudtrail.md has the query).
assay performs steps 3 and 4: assay check --control aws-cloudtrail-lambda-invocations-observed --show all FOLDER AWSLogs]],

  remediation = [[
Invoke the function, wait 15 minutes, and copy the newest log files. If they do not show the invocation, look at the last delivery:

    aws cloudtrail get-trail-status --name TRAIL --region HOME-REGION

LatestDeliveryError names what S3 answered: the bucket's policy must allow CloudTrail to write, and the KMS key's policy to encrypt.]],

  backout = [[
Nothing is changed.]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-2", "AU-6(3)", "AU-12" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.15" } },
    { name = "PCI DSS 4.0", by_analogy = true, ids = { "10.2.1.1" } },
    { name = "CIS Controls 8.1", by_analogy = true, ids = { "8.2" } },
  },

  check = function(f, params)
    local arn, region = lambda.unqualified(f.Arn), home(f)
    local from, till = observed.time(f, "logs_from", params.logs_from), observed.time(f, "logs_until", params.logs_until)
    if not is_recorded(f, arn) then not_applicable() end
    local seen, files = observed.of(region, arn), observed.files(region)
    local gap = invocations_metric.gap(region, f.FunctionName, { seen = seen, files = files, from = from, till = till })
    if seen and seen.n > 0 then
      note(f, nil, "{count} invocations of {name} were seen from {first} to {last}: {text}", {
        count = seen.n, name = label(f), first = seen.first, last = seen.last, text = seen.text,
      })
      if gap then
        note(gap.handle, "Values", "CloudWatch counts {n} invocations of {name} from {from} to {till}, where no event was seen", {
          n = gap.n, name = label(f), from = gap.from, till = gap.till,
        })
      end
      pass()
    end
    if not gap or not gap.covered then observed.unseen(f, seen, files, gap) end
    fail(gap.handle, "Values", "CloudWatch counts {n} invocations of function {name} from {from} to {till}, and no log file shows one", {
      n = gap.n, name = label(f), from = gap.from, till = gap.till,
    })
  end,
}
