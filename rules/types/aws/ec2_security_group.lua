-- A security group, with its rules for ingress.
-- Sources: CloudFormation's AWS::EC2::SecurityGroup (registry schema), the EC2 API model (DescribeSecurityGroups), the Terraform
-- provider's aws_security_group, aws_default_security_group, aws_security_group_rule and aws_vpc_security_group_ingress_rule.
local group, default, rule, vpc =
  "aws_security_group", "aws_default_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule"

-- Terraform's names: those of a group's own list, of a rule, and of a rule of the newer kind
local function names(own, of_rule, of_vpc)
  return { [group] = own, [default] = own, [rule] = of_rule, [vpc] = of_vpc }
end

local function sources(member, own, of_rule, of_vpc)
  return { kind = "list", single = true, always = true, of = { kind = "string", cli = member }, tf = names(own, of_rule, of_vpc) }
end

local key = { "IpProtocol", "FromPort", "ToPort" }
local shares = { "IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs" }

return type {
  name  = "AWS::EC2::SecurityGroup",
  noun  = "security group",
  nouns = "security groups",
  key   = "GroupId",
  scope = "region",
  label = "GroupId",

  fields = {
    GroupId = { kind = "string", tf = "id" },
    IpPermissions = {
      kind = "list", always = true, tf = { [group] = "ingress", [default] = "ingress" }, tf_computed = "blocks",
      of = { kind = "object", fields = {
        IpProtocol = { kind = "string", always = true, tf = names("protocol", "protocol", "ip_protocol") },
        -- the API omits the ports of protocol -1; Terraform writes 0. The same without a default shows if a port is missing
        FromPort = { kind = "int", default = 0, tf = names("from_port", "from_port", "from_port") }, -- lint: in key
        ToPort = { kind = "int", default = 0, tf = names("to_port", "to_port", "to_port") }, -- lint: in key
        FirstPort = { kind = "int", cli = "FromPort", tf = names("from_port", "from_port", "from_port") },
        LastPort = { kind = "int", cli = "ToPort", tf = names("to_port", "to_port", "to_port") },
        IpRanges = sources("CidrIp", "cidr_blocks", "cidr_blocks", "cidr_ipv4"),
        Ipv6Ranges = sources("CidrIpv6", "ipv6_cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv6"),
        PrefixListIds = sources("PrefixListId", "prefix_list_ids", "prefix_list_ids", "prefix_list_id"),
        UserIdGroupPairs = sources("GroupId", "security_groups", "source_security_group_id", "referenced_security_group_id"), -- lint: in shares
      } },
    },
  },

  commands = { {
    name = "ec2 describe-security-groups", at = "SecurityGroups", many = true, lists = "region", keys = { "SecurityGroups", "NextToken" },
    more = { "NextToken" }, gives = { "GroupId", "IpPermissions" }, permission = "ec2:DescribeSecurityGroups",
  } },

  parts = {
    {
      tf = "aws_security_group_rule", refers = "security_group_id", to = { "id" }, when = { type = "ingress" },
      adds = "IpPermissions", key = key, shares = shares,
    },
    { tf = "aws_vpc_security_group_ingress_rule", refers = "security_group_id", to = { "id" }, adds = "IpPermissions", key = key, shares = shares },
  },

  -- what these contain, a plan does not show
  terraform = { types = { "aws_security_group", "aws_default_security_group" }, provider = "aws", region = "region", carriers = {
    "awscc_ec2_security_group", "awscc_ec2_security_group_ingress", "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_cloudformation_stack", "awscc_cloudformation_stack",
    { type = "aws_cloudformation_stack_set", anywhere = true },
    { type = "aws_cloudformation_stack_instances", anywhere = true },
    { type = "aws_cloudformation_stack_set_instance", anywhere = true },
    { type = "awscc_cloudformation_stack_set", anywhere = true },
    "aws_servicecatalog_provisioned_product", "awscc_servicecatalog_cloudformation_provisioned_product",
    {
      type = "aws_cloudcontrolapi_resource", attribute = "type_name",
      values = { "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" },
    },
  } },
}
