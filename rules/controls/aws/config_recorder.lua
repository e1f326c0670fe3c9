-- AWS Config records all resource types in each Region.
local config_recorders = require "config_recorders"
local requirements = require "requirements"

local MESSAGES = {
  off = "no recorder of AWS Config is on here",
  types = "the recorder does not record all regional resource types",
  channel = "AWS Config has no delivery channel here",
  global = "no Region of the account records the global resource types",
}

return control {
  id = "aws-config-recorder",
  title = "AWS Config records all resource types",
  severity = "medium",
  profile_level = 2,
  subject = "region",
  reads = { "AWS::Config::ConfigurationRecorder", "AWS::Config::DeliveryChannel" },

  params = {
    global_types = { default = true, about = "also require that a Region of the account records the global types (those of IAM)" },
  },

  description = [[
AWS Config records how resources are configured, and each change. This control requires in each Region a recorder that is on and records
all regional resource types, present and future, and a delivery channel. One Region of the account must also record the global types
(users, groups, roles and policies of IAM). A recorder that excludes some regional types, or records a list of types, fails; so does one
that a service keeps for itself.]],

  rationale = [[
Without this record, nobody can find out what a resource was like before an incident, and which change allowed it.]],

  impact = [[
AWS Config charges for each configuration item that it records.]],

  default_value = [[
AWS Config is off. A recorder without a recording group records all regional types, and no global ones.]],

  prerequisites = {
    { export = "configservice describe-configuration-recorders", permission = "config:DescribeConfigurationRecorders" },
    { export = "configservice describe-configuration-recorder-status", permission = "config:DescribeConfigurationRecorderStatus" },
    { export = "configservice describe-delivery-channels", permission = "config:DescribeDeliveryChannels" },
  },

  test_plan = [[
For each Region:
1. aws configservice describe-configuration-recorders --region REGION: allSupported must be true, or the recording strategy excludes global
   types only. In one Region, includeGlobalResourceTypes must be true, or the strategy excludes no global type.
2. aws configservice describe-configuration-recorder-status --region REGION: recording must be true.
3. aws configservice describe-delivery-channels --region REGION must list a channel.]],

  remediation = [[
With the AWS CLI, in each Region (includeGlobalResourceTypes=true in one of them):

    aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=ROLE-ARN \
      --recording-group allSupported=true,includeGlobalResourceTypes=false
    aws configservice put-delivery-channel --delivery-channel name=default,s3BucketName=BUCKET
    aws configservice start-configuration-recorder --configuration-recorder-name default

With Terraform: aws_config_configuration_recorder with recording_group { all_supported = true }, aws_config_delivery_channel, and
aws_config_configuration_recorder_status with is_enabled = true.]],

  backout = [[
aws configservice stop-configuration-recorder --configuration-recorder-name default. Restore the recording group that
describe-configuration-recorders printed before the change.]],

  references = {
    "https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html",
    "https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html",
    "https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingStrategy.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html",
    "https://www.cisecurity.org/benchmark/amazon_web_services",
  },

  frameworks = {
    { name = "CIS AWS Foundations 3.0", ids = { "3.3" } },
    { name = "CIS AWS Foundations 4.0", ids = { "3.3" } },
    { name = "CIS AWS Foundations 5.0", ids = { "3.3" } },
    { name = "CIS AWS Foundations 6.0", ids = { "4.3" } },
    { name = "CIS AWS Foundations 7.0", ids = { "4.3" } },
    { name = "AWS Security Hub", ids = { "Config.1" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "CM-3", "CM-6(1)", "CM-8", "CM-8(2)" } },
    { name = "ISO/IEC 27001:2022", by_analogy = true, ids = { "A.8.9" } },
  },

  check = function(region, params)
    local function recorder() return find(region:all("AWS::Config::ConfigurationRecorder"), config_recorders.is_own) end
    local function holds(what)
      if what == "channel" then return any(region:all("AWS::Config::DeliveryChannel"), function() return true end) end
      if what == "global" then
        return not params.global_types or any(region.account:all("AWS::Config::ConfigurationRecorder"), function(r)
          return config_recorders.counts(r) and config_recorders.records_regional(r) and config_recorders.records_global(r)
        end)
      end
      local own = recorder()
      if what == "off" then return own ~= nil and own.Recording end
      return own == nil or config_recorders.records_regional(own)
    end
    for _, what in ipairs(requirements.failed({ "off", "types", "channel", "global" }, holds)) do
      fail(what == "types" and recorder() or region, nil, MESSAGES[what], {}, { detail = what })
    end
    pass()
  end,
}
