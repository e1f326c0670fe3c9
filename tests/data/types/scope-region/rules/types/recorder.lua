-- a name that is unique in one Region of one account only
return type {
  name = "Test::Config::ConfigurationRecorder", noun = "recorder", nouns = "recorders",
  key = "Name", scope = "region", label = "Name",
  fields = {
    Name = { kind = "string", cli = "name", tf = "name" },
    RecordingGroup = { kind = "object", cli = "recordingGroup", tf = "recording_group", tf_block = true, fields = {
      AllSupported = { kind = "bool", cli = "allSupported", tf = "all_supported", default = true },
    } },
    Recording = { kind = "bool", cli = "recording" },
  },
  commands = {
    {
      name = "configservice describe-configuration-recorders", at = "ConfigurationRecorders", many = true,
      lists = "region", keys = { "ConfigurationRecorders" }, gives = { "Name", "RecordingGroup" },
      permission = "config:DescribeConfigurationRecorders",
    },
    {
      name = "configservice describe-configuration-recorder-status", at = "ConfigurationRecordersStatus", many = true,
      keys = { "ConfigurationRecordersStatus" }, gives = { "Name", "Recording" },
      permission = "config:DescribeConfigurationRecorderStatus",
    },
  },
  terraform = { types = { "aws_config_configuration_recorder" }, provider = "aws", region = "region" },
}
