-- A CloudTrail trail.
-- Sources: CloudFormation's AWS::CloudTrail::Trail (registry schema), the CloudTrail API model
-- (DescribeTrails, GetEventSelectors, GetTrailStatus), the Terraform provider's aws_cloudtrail.

-- an operator of an AdvancedFieldSelector; an empty list is not a condition
local function operator(cli, lower, tf)
  return { kind = "list", of = { kind = "string" }, cli = { cli, lower }, cfn = cli, tf = tf }
end

-- what a member of an organization is told about a trail of the management account
local foreign = { "CloudTrailARNInvalidException", "TrailNotFoundException" }

-- always: CloudTrail prints it for every trail and selector, also where it is the default.
-- ExcludeManagementEventSources is younger than the API, and the examples of the CLI lack it.
return type {
  name  = "AWS::CloudTrail::Trail",
  noun  = "trail",
  nouns = "trails",
  key   = "Arn",
  label = "TrailName",
  shared = { accounts = "IsOrganizationTrail", regions = "IsMultiRegionTrail" },

  fields = {
    Arn       = { kind = "string", cfn = "Arn", cli = "TrailARN", tf = "arn" },
    TrailName = { kind = "string", cfn = "TrailName", cli = "Name", tf = "name" },
    HomeRegion = { kind = "string", always = true, tf = "home_region" },
    IsMultiRegionTrail  = { kind = "bool", cfn = "IsMultiRegionTrail", always = true, default = false, tf = "is_multi_region_trail" },
    IsOrganizationTrail = { kind = "bool", cfn = "IsOrganizationTrail", always = true, default = false, tf = "is_organization_trail" },
    IncludeGlobalServiceEvents = { kind = "bool", cfn = "IncludeGlobalServiceEvents", always = true, default = true, tf = "include_global_service_events" },
    EnableLogFileValidation = { kind = "bool", cfn = "EnableLogFileValidation", always = true, default = false, cli = "LogFileValidationEnabled", tf = "enable_log_file_validation" },
    S3BucketName = {
      kind = "string", cfn = "S3BucketName", always = true, tf = "s3_bucket_name", tf_set_by = { "aws_s3_bucket.id", "aws_s3_bucket.bucket" },
    },
    KMSKeyId     = {
      kind = "string", cli = "KmsKeyId", cfn = "KMSKeyId", tf = "kms_key_id",
      tf_set_by = {
        "aws_kms_key.arn", "aws_kms_key.id", "aws_kms_key.key_id",
        "aws_kms_external_key.arn", "aws_kms_external_key.id",
        "aws_kms_replica_key.arn", "aws_kms_replica_key.id", "aws_kms_replica_key.key_id",
        "aws_kms_alias.arn", "aws_kms_alias.id", "aws_kms_alias.target_key_arn",
      },
    },
    -- the API takes both or neither
    CloudWatchLogsLogGroupArn = { kind = "string", cfn = "CloudWatchLogsLogGroupArn", tf = "cloud_watch_logs_group_arn", tf_set_by = { "aws_cloudwatch_log_group.arn" } },
    CloudWatchLogsRoleArn = { kind = "string", cfn = "CloudWatchLogsRoleArn", tf = "cloud_watch_logs_role_arn", tf_set_by = { "aws_iam_role.arn" } },
    -- some tools print a wrong value, and it does not depend on Lambda: rules must not rely on it
    HasCustomEventSelectors = { kind = "bool" },

    IsLogging = { kind = "bool", cfn = "IsLogging", tf = "enable_logging" },
    LatestDeliveryError = { kind = "string", by_region = true },
    LatestDigestDeliveryError = { kind = "string", by_region = true },
    LatestCloudWatchLogsDeliveryError = { kind = "string", by_region = true },
    LatestNotificationError = { kind = "string", by_region = true },

    EventSelectors = {
      kind = "list", cfn = "EventSelectors", tf = "event_selector",
      of = { kind = "object", closed = true, fields = {
        ReadWriteType = { kind = "string", cfn = "ReadWriteType", always = true, default = "All", tf = "read_write_type" },
        IncludeManagementEvents = { kind = "bool", cfn = "IncludeManagementEvents", always = true, default = true, tf = "include_management_events" },
        ExcludeManagementEventSources = { kind = "list", cfn = "ExcludeManagementEventSources", of = { kind = "string" }, tf = "exclude_management_event_sources" },
        DataResources = {
          kind = "list", always = true, cfn = "DataResources", tf = "data_resource",
          of = { kind = "object", closed = true, fields = {
            Type   = { kind = "string", cfn = "Type", tf = "type" },
            Values = { kind = "list", cfn = "Values", of = { kind = "string" }, tf = "values" },
          } },
        },
      } },
    },

    -- the console's JSON view and CloudTrail's own records write these keys in lower camel case
    AdvancedEventSelectors = {
      kind = "list", cfn = "AdvancedEventSelectors", cli = { "AdvancedEventSelectors", "advancedEventSelectors" }, tf = "advanced_event_selector",
      of = { kind = "object", closed = true, fields = {
        Name = { kind = "string", cfn = "Name", cli = { "Name", "name" }, tf = "name" },
        FieldSelectors = {
          kind = "set", always = true, cfn = "FieldSelectors", cli = { "FieldSelectors", "fieldSelectors" }, tf = "field_selector",
          of = { kind = "object", closed = true, fields = {
            Field = { kind = "string", cfn = "Field", cli = { "Field", "field" }, tf = "field" },
            Equals        = operator("Equals", "equals", "equals"),
            StartsWith    = operator("StartsWith", "startsWith", "starts_with"),
            EndsWith      = operator("EndsWith", "endsWith", "ends_with"),
            NotEquals     = operator("NotEquals", "notEquals", "not_equals"),
            NotStartsWith = operator("NotStartsWith", "notStartsWith", "not_starts_with"),
            NotEndsWith   = operator("NotEndsWith", "notEndsWith", "not_ends_with"),
          } },
        },
      } },
    },
  },

  -- PutEventSelectors replaces both kinds of event selectors
  exclusive = { { "EventSelectors", "AdvancedEventSelectors" } },

  commands = {
    {
      name = "cloudtrail describe-trails", at = "trailList", many = true, lists = "region",
      keys = { "trailList" }, permission = "cloudtrail:DescribeTrails", whole = { "IncludeShadowTrails=true" },
      gives = {
        "Arn", "TrailName", "HomeRegion", "IsMultiRegionTrail", "IsOrganizationTrail", "IncludeGlobalServiceEvents",
        "EnableLogFileValidation", "S3BucketName", "KMSKeyId", "CloudWatchLogsLogGroupArn",
        "CloudWatchLogsRoleArn", "HasCustomEventSelectors",
      },
    },
    {
      name = "cloudtrail list-trails", at = "Trails", many = true, lists = "account", optional = true,
      keys = { "Trails", "NextToken" }, more = { "NextToken" }, permission = "cloudtrail:ListTrails",
      gives = { "Arn", "TrailName", "HomeRegion" },
    },
    {
      name = "cloudtrail get-trail", at = "Trail", keys = { "Trail" }, foreign = foreign, optional = true, permission = "cloudtrail:GetTrail",
      gives = {
        "Arn", "TrailName", "HomeRegion", "IsMultiRegionTrail", "IsOrganizationTrail", "IncludeGlobalServiceEvents",
        "EnableLogFileValidation", "S3BucketName", "KMSKeyId", "CloudWatchLogsLogGroupArn",
        "CloudWatchLogsRoleArn", "HasCustomEventSelectors",
      },
      arguments = "--name {Arn}", file = "get-trail.{TrailName}.json",
    },
    {
      name = "cloudtrail get-event-selectors", -- lint: some tools write advancedEventSelectors
      foreign = foreign, permission = "cloudtrail:GetEventSelectors",
      keys = { "TrailARN", "EventSelectors", "AdvancedEventSelectors", "advancedEventSelectors" },
      any_of = { "EventSelectors", "AdvancedEventSelectors", "advancedEventSelectors" },
      gives = { "EventSelectors", "AdvancedEventSelectors" },
      arguments = "--trail-name {Arn}", file = "get-event-selectors.{TrailName}.json",
    },
    {
      name = "cloudtrail get-trail-status", foreign = foreign, permission = "cloudtrail:GetTrailStatus",
      keys = {
        "IsLogging", "LatestDeliveryError", "LatestNotificationError", "LatestDeliveryTime", "LatestNotificationTime",
        "StartLoggingTime", "StopLoggingTime", "LatestCloudWatchLogsDeliveryError", "LatestCloudWatchLogsDeliveryTime",
        "LatestDigestDeliveryTime", "LatestDigestDeliveryError", "LatestDeliveryAttemptTime", "LatestNotificationAttemptTime",
        "LatestNotificationAttemptSucceeded", "LatestDeliveryAttemptSucceeded", "TimeLoggingStarted", "TimeLoggingStopped",
      },
      any_of = { "IsLogging" },
      -- the output does not name the trail; each Region returns its own status: that of the home Region counts
      keyed = false, from_home = true,
      gives = {
        "IsLogging", "LatestDeliveryError", "LatestDigestDeliveryError", "LatestCloudWatchLogsDeliveryError", "LatestNotificationError",
      },
      arguments = "--name {Arn}", file = "get-trail-status.{TrailName}.json",
    },
  },

  -- how fields are written, in the order that never records less than before: scope, selectors, logging
  writes = {
    {
      command = "cloudtrail update-trail", arguments = "--name {Arn}",
      options = {
        IsMultiRegionTrail = "--is-multi-region-trail", IncludeGlobalServiceEvents = "--include-global-service-events",
        EnableLogFileValidation = "--enable-log-file-validation",
      },
    },
    {
      command = "cloudtrail put-event-selectors", arguments = "--trail-name {Arn}", options = { EventSelectors = "--event-selectors" },
      -- the default selector: AWS refuses an empty list
      empty = '[{"ReadWriteType":"All","IncludeManagementEvents":true}]',
    },
    {
      command = "cloudtrail put-event-selectors", arguments = "--trail-name {Arn}",
      options = { AdvancedEventSelectors = "--advanced-event-selectors" },
    },
    { command = "cloudtrail start-logging", arguments = "--name {Arn}", when = { IsLogging = true } },
    { command = "cloudtrail stop-logging", arguments = "--name {Arn}", when = { IsLogging = false } },
  },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_cloudtrail" }, provider = "aws", region = "region", carriers = {
    "awscc_cloudtrail_trail", "aws_serverlessapplicationrepository_cloudformation_stack",
    -- a landing zone has an organization trail
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
      values = { "AWS::CloudTrail::Trail", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct", "AWS::ControlTower::LandingZone" },
    },
  } },
}
