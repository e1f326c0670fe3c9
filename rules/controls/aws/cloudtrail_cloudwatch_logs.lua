-- CloudTrail trails send their events to CloudWatch Logs.

-- the changes of a plan that send both ARNs to the API
local CHANGES = { create = true, replace = true, update = true }

return control {
  id = "aws-cloudtrail-cloudwatch-logs",
  title = "CloudTrail trails send their events to CloudWatch Logs",
  severity = "low",
  profile_level = 1,
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },

  description = [[
A trail can send its events to a log group of CloudWatch Logs beside its bucket. This control requires a log group for every trail.
A log group that the same plan creates counts. Errors of the delivery are those of aws-cloudtrail-delivery.]],

  rationale = [[
Metric filters and alarms on a log group report suspicious events within minutes. Log files in a bucket are only searched afterwards.]],

  impact = [[
CloudWatch Logs charges for the ingestion and storage of the events.]],

  default_value = [[
A trail sends its events to its bucket only.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
  },

  test_plan = [[
In each Region: aws cloudtrail describe-trails --region REGION; each trail must have a CloudWatchLogsLogGroupArn.]],

  remediation = [[
The role must let cloudtrail.amazonaws.com call logs:CreateLogStream and logs:PutLogEvents on the log group.
With the AWS CLI, in the trail's home Region: aws cloudtrail update-trail --name TRAIL \
  --cloud-watch-logs-log-group-arn LOG-GROUP-ARN:* --cloud-watch-logs-role-arn ROLE-ARN
With Terraform, in the aws_cloudtrail resource:
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.trail.arn]],

  backout = [[
aws cloudtrail update-trail --name TRAIL --cloud-watch-logs-log-group-arn "" --cloud-watch-logs-role-arn ""]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "AWS Security Hub", ids = { "CloudTrail.5" } },
    { name = "CIS AWS Foundations 1.4", ids = { "3.4" } },
    { name = "CIS AWS Foundations 2.0", ids = { "3.4" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-6", "SI-4" } },
  },

  check = function(trail)
    if not is_set(trail, "CloudWatchLogsLogGroupArn") then
      fail(trail, "CloudWatchLogsLogGroupArn", "trail {name} does not send its events to CloudWatch Logs", { name = label(trail) })
    elseif CHANGES[action(trail)] and not is_set(trail, "CloudWatchLogsRoleArn") then
      fail(trail, "CloudWatchLogsRoleArn", "CloudTrail's API would refuse trail {name} as planned: a log group needs a role", { name = label(trail) })
    end
    pass()
  end,
}
