-- A VPC.
-- Sources: CloudFormation's AWS::EC2::VPC (registry schema), the EC2 API model (DescribeVpcs), the Terraform provider's aws_vpc and
-- aws_default_vpc.
return type {
  name  = "AWS::EC2::VPC",
  noun  = "VPC",
  nouns = "VPCs",
  key   = "VpcId",
  scope = "region",
  label = "VpcId",

  fields = {
    VpcId = { kind = "string", tf = "id" },
    -- of a VPC of another account with shared subnets: that account; a plan creates only its own
    OwnerId = { kind = "string", always = true, tf = { aws_vpc = false, aws_default_vpc = false } },
    CidrBlock = { kind = "string", always = true, tf = "cidr_block" },
  },

  commands = { {
    name = "ec2 describe-vpcs", at = "Vpcs", many = true, lists = "region", keys = { "Vpcs", "NextToken" }, more = { "NextToken" },
    gives = { "VpcId", "OwnerId", "CidrBlock" }, permission = "ec2:DescribeVpcs",
  } },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_vpc", "aws_default_vpc" }, provider = "aws", region = "region", carriers = {
    "awscc_ec2_vpc", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::EC2::VPC", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
