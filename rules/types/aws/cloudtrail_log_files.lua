-- The log files of trails that the inputs contain of one account and Region: see cloudtrail_observed_invocations.lua.

return type {
  name  = "AWS::CloudTrail::LogFiles",
  noun  = "log files of CloudTrail",
  nouns = "log files of CloudTrail",
  singleton = "region",

  fields = {
    LogFiles = { kind = "int" },
    UnreadLogFiles = { kind = "int" },
  },

  commands = {
    {
      name = "cloudtrail log-files", -- lint: not a command: the files that a trail delivers
      any_of = { "LogFiles" }, optional = true,
      keys = { "ObservedInvocations", "LogFiles", "UnreadLogFiles" }, permission = "s3:GetObject",
      gives = { "LogFiles", "UnreadLogFiles" },
    },
  },
}
