-- A CloudTrail Lake event data store. It has advanced event selectors only.
-- Sources: CloudFormation's AWS::CloudTrail::EventDataStore (registry schema), the CloudTrail API
-- model (GetEventDataStore), the Terraform provider's aws_cloudtrail_event_data_store.

-- an operator is optional and computed: Terraform plans it as unknown if it is not configured
local function operator(name, lower, tf)
  return { kind = "list", of = { kind = "string" }, cli = { name, lower }, tf = tf, tf_computed = true }
end

return type {
  name  = "AWS::CloudTrail::EventDataStore",
  noun  = "event data store",
  nouns = "event data stores",
  key   = "EventDataStoreArn",
  label = "Name",
  regional = true,
  -- accounts of the organization list its event data stores
  shared = { accounts = "OrganizationEnabled" },

  fields = {
    EventDataStoreArn   = { kind = "string", tf = "arn" },
    Name                = { kind = "string", tf = "name" },
    Status              = { kind = "string", always = true },
    MultiRegionEnabled  = { kind = "bool", always = true, default = true, tf = "multi_region_enabled" },
    OrganizationEnabled = { kind = "bool", always = true, default = false, tf = "organization_enabled" },
    AdvancedEventSelectors = {
      kind = "list", always = true, tf = "advanced_event_selector", tf_computed = true,
      of = { kind = "object", closed = true, fields = {
        Name = { kind = "string", cli = { "Name", "name" }, tf = "name" },
        FieldSelectors = {
          kind = "set", always = true, cli = { "FieldSelectors", "fieldSelectors" }, tf = "field_selector",
          of = { kind = "object", closed = true, fields = {
            Field = { kind = "string", cli = { "Field", "field" }, tf = "field" },
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

  commands = {
    {
      -- all fields except ARN and name are deprecated here: GetEventDataStore prints the others
      name = "cloudtrail list-event-data-stores", at = "EventDataStores", many = true, lists = "region", optional = true,
      keys = { "EventDataStores", "NextToken" }, more = { "NextToken" },
      permission = "cloudtrail:ListEventDataStores",
      gives = { "EventDataStoreArn", "Name" },
    },
    {
      name = "cloudtrail get-event-data-store", permission = "cloudtrail:GetEventDataStore", optional = true,
      keys = {
        "EventDataStoreArn", "Name", "Status", "AdvancedEventSelectors", "MultiRegionEnabled", "OrganizationEnabled",
        "RetentionPeriod", "TerminationProtectionEnabled", "CreatedTimestamp", "UpdatedTimestamp", "KmsKeyId",
        "BillingMode", "FederationStatus", "FederationRoleArn", "PartitionKeys",
      },
      any_of = { "EventDataStoreArn" },
      gives = { "EventDataStoreArn", "Name", "Status", "MultiRegionEnabled", "OrganizationEnabled", "AdvancedEventSelectors" },
      arguments = "--event-data-store {EventDataStoreArn}", file = "get-event-data-store.{Name}.json",
    },
  },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_cloudtrail_event_data_store" }, provider = "aws", region = "region", carriers = {
    "awscc_cloudtrail_event_data_store", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::CloudTrail::EventDataStore", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
