-- A recorder of AWS Config.
-- Sources: CloudFormation's AWS::Config::ConfigurationRecorder (registry schema), the Config API model
-- (DescribeConfigurationRecorders, DescribeConfigurationRecorderStatus), the Terraform provider's
-- aws_config_configuration_recorder and aws_config_configuration_recorder_status.

local names = { kind = "set", of = { kind = "string" }, cli = "resourceTypes", tf = "resource_types" }

return type {
  name  = "AWS::Config::ConfigurationRecorder",
  noun  = "recorder",
  nouns = "recorders",
  key   = "Name",
  scope = "region",
  label = "Name",

  fields = {
    Name = { kind = "string", cli = "name", tf = { aws_config_configuration_recorder = "name" } },
    -- INTERNAL: a service records for itself
    RecordingScope = { kind = "string", cli = "recordingScope", tf = { aws_config_configuration_recorder = false }, default = "PAID" },
    RecordingGroup = {
      kind = "object", cli = "recordingGroup", always = true, tf = { aws_config_configuration_recorder = "recording_group" }, tf_block = true,
      fields = {
        AllSupported = { kind = "bool", cli = "allSupported", always = true, default = true, tf = "all_supported" },
        IncludeGlobalResourceTypes = {
          kind = "bool", cli = "includeGlobalResourceTypes", always = true, default = false, tf = "include_global_resource_types",
        },
        ResourceTypes = names,
        RecordingStrategy = {
          kind = "object", cli = "recordingStrategy", tf = "recording_strategy", tf_block = true, tf_computed = "blocks",
          fields = { UseOnly = { kind = "string", cli = "useOnly", tf = "use_only" } },
        },
        ExclusionByResourceTypes = {
          kind = "object", cli = "exclusionByResourceTypes", tf = "exclusion_by_resource_types", tf_block = true, tf_computed = "blocks", fields = { ResourceTypes = names },
        },
      },
    },
    Recording = { kind = "bool", cli = "recording", always = true, default = false, tf = { aws_config_configuration_recorder_status = "is_enabled" } },
    LastStatus = { kind = "string", cli = "lastStatus" },
  },

  commands = {
    {
      name = "configservice describe-configuration-recorders", at = "ConfigurationRecorders", many = true, lists = "region",
      keys = { "ConfigurationRecorders" }, gives = { "Name", "RecordingScope", "RecordingGroup" },
      permission = "config:DescribeConfigurationRecorders",
    },
    {
      name = "configservice describe-configuration-recorder-status", at = "ConfigurationRecordersStatus", many = true,
      keys = { "ConfigurationRecordersStatus" }, gives = { "Name", "Recording", "LastStatus" },
      permission = "config:DescribeConfigurationRecorderStatus",
    },
  },

  parts = {
    { tf = "aws_config_configuration_recorder_status", refers = "name", to = { "name", "id" }, fields = { "Recording" } },
  },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_config_configuration_recorder" }, provider = "aws", region = "region", carriers = {
    "awscc_config_configuration_recorder", "aws_serverlessapplicationrepository_cloudformation_stack",
    { type = "aws_controltower_landing_zone", anywhere = true },
    { type = "awscc_controltower_landing_zone", anywhere = true },
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::Config::ConfigurationRecorder", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct", "AWS::ControlTower::LandingZone" },
    },
  } },
}
