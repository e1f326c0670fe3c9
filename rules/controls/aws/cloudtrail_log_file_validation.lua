-- CloudTrail trails validate their log files.
return control {
  id = "aws-cloudtrail-log-file-validation",
  title = "CloudTrail trails validate their log files",
  severity = "low",
  profile_level = 2,
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },

  description = [[
With log file validation, CloudTrail delivers a signed digest file every hour that contains a hash of each log file. This control
requires it for every trail.]],

  rationale = [[
Who can write to the trail's bucket can change or delete log files. Without digest files an investigation can't show that the log
files are complete and unchanged.]],

  impact = [[
The digest files are stored in the trail's bucket. They are small, and CloudTrail doesn't charge for them.]],

  default_value = [[
The console turns validation on. The API, the AWS CLI and Terraform leave it off.]],

  prerequisites = {
    { export = "cloudtrail describe-trails", permission = "cloudtrail:DescribeTrails" },
  },

  test_plan = [[
In each Region: aws cloudtrail describe-trails --region REGION; LogFileValidationEnabled must be true for each trail.]],

  remediation = [[
With the AWS CLI, in the trail's home Region: aws cloudtrail update-trail --name TRAIL --enable-log-file-validation
With Terraform, in the aws_cloudtrail resource: enable_log_file_validation = true
Log files that were delivered before are not covered by digest files.]],

  backout = [[
aws cloudtrail update-trail --name TRAIL --no-enable-log-file-validation]],

  references = {
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "3.2" } },
    { name = "CIS AWS Foundations 4.0", ids = { "3.2" } },
    { name = "CIS AWS Foundations 5.0", ids = { "3.2" } },
    { name = "CIS AWS Foundations 6.0", ids = { "4.2" } },
    { name = "CIS AWS Foundations 7.0", ids = { "4.2" } },
    { name = "AWS Security Hub", ids = { "CloudTrail.4" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-9", "SI-7" } },
  },

  check = function(trail)
    if not trail.EnableLogFileValidation then
      fail(trail, "EnableLogFileValidation", "trail {name} does not validate its log files", { name = label(trail) })
    end
    pass()
  end,

  remedy = function(trail) return { want(trail, "EnableLogFileValidation", true) } end,
}
