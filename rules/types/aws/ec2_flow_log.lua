-- A flow log of a VPC, a subnet, a network interface or a transit gateway.
-- Sources: CloudFormation's AWS::EC2::FlowLog (registry schema), the EC2 API model (DescribeFlowLogs), the Terraform provider's
-- aws_flow_log.
return type {
  name  = "AWS::EC2::FlowLog",
  noun  = "flow log",
  nouns = "flow logs",
  key   = "FlowLogId",
  scope = "region",
  label = "FlowLogId",

  fields = {
    FlowLogId  = { kind = "string", tf = "id" },
    -- what it records: of Terraform's attributes, only that of a VPC is read
    ResourceId = { kind = "string", always = true, tf = "vpc_id", tf_set_by = { "aws_vpc.id", "aws_default_vpc.id" } },
    TrafficType = { kind = "string", tf = "traffic_type" },
    -- a flow log that is created begins as active
    FlowLogStatus = { kind = "string", always = true, default = "ACTIVE", tf = { aws_flow_log = false } },
    DeliverLogsStatus = { kind = "string", tf = { aws_flow_log = false } },
  },

  commands = { {
    name = "ec2 describe-flow-logs", at = "FlowLogs", many = true, lists = "region", keys = { "FlowLogs", "NextToken" }, more = { "NextToken" },
    gives = { "FlowLogId", "ResourceId", "TrafficType", "FlowLogStatus", "DeliverLogsStatus" }, permission = "ec2:DescribeFlowLogs",
  } },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_flow_log" }, provider = "aws", region = "region", carriers = {
    "awscc_ec2_flow_log", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::EC2::FlowLog", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
