-- CloudTrail delivers the records of each trail without errors.

-- the error of each kind of delivery
local ERRORS = {
  { "LatestDeliveryError", "log files to its bucket" },
  { "LatestDigestDeliveryError", "digest files to its bucket" },
  { "LatestCloudWatchLogsDeliveryError", "events to CloudWatch Logs" },
  { "LatestNotificationError", "notifications to its SNS topic" },
}

return control {
  id = "aws-cloudtrail-delivery",
  title = "CloudTrail delivers the records of each trail without errors",
  severity = "high",
  profile_level = 1,
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },

  description = [[
The status of a trail shows the last error of each kind of delivery: log files and digest files to the bucket, events to CloudWatch
Logs, notifications to an SNS topic. This control requires that there is none. The status of the trail's home Region decides; a multi-Region
trail delivers from each Region on its own, and only get-trail-status in that Region shows its errors. A trail
that is not logging delivers nothing and is not applicable, unless it has an error.]],

  rationale = [[
A trail that can't deliver still appears as logging. Its records are lost if the cause is not removed in time: a bucket that was deleted,
a bucket policy or a key policy that denies CloudTrail.]],

  impact = [[
None: the control reads the status only.]],

  default_value = [[
A trail has no error if its bucket, key, log group and topic let CloudTrail write.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
    { export = "cloudtrail get-trail-status", permission = "cloudtrail:GetTrailStatus" },
  },

  test_plan = [[
For each trail, in its home Region: aws cloudtrail get-trail-status --name ARN; LatestDeliveryError, LatestDigestDeliveryError,
LatestCloudWatchLogsDeliveryError and LatestNotificationError must be absent or empty.]],

  remediation = [[
Remove the cause that the error names: let the policies of the bucket, the KMS key and the topic, and the role of the log group, permit
CloudTrail to write, or set another bucket with aws cloudtrail update-trail. The error disappears with the next delivery.]],

  backout = [[
Restore the policies that were changed.]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
  },

  frameworks = {
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-5", "AU-12" } },
  },

  check = function(trail)
    for _, kind in ipairs(ERRORS) do
      local text = trail[kind[1]]
      if text then
        fail(trail, kind[1], "the last delivery of {what} by trail {name} failed: {error}", { what = kind[2], name = label(trail), error = text })
      end
    end
    if not trail.IsLogging then not_applicable() end
    if trail.IsMultiRegionTrail then
      note(trail, "IsMultiRegionTrail", "trail {name} also delivers from other Regions, whose status is not judged", { name = label(trail) })
    end
    pass()
  end,
}
