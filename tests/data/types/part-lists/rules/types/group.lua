-- Terraform resources that are elements of a list: sources of one rule share an element of AWS
local rule, vpc = "aws_security_group_rule", "aws_vpc_security_group_ingress_rule"
local key, shares = { "IpProtocol", "FromPort", "ToPort" }, { "IpRanges" }
return type {
  name = "Test::EC2::SecurityGroup", noun = "security group", nouns = "security groups", key = "GroupId", scope = "region", label = "GroupName",
  fields = {
    GroupId = { kind = "string", tf = "id" },
    GroupName = { kind = "string", tf = "name" },
    IpPermissions = {
      kind = "list", tf = { aws_security_group = "ingress" }, tf_computed = "blocks",
      of = { kind = "object", fields = {
        IpProtocol = { kind = "string", tf = { aws_security_group = "protocol", [rule] = "protocol", [vpc] = "ip_protocol" } },
        FromPort = { kind = "int", default = 0, tf = "from_port" },
        ToPort = { kind = "int", default = 0, tf = "to_port" },
        IpRanges = {
          kind = "list", single = true, of = { kind = "string", cli = "CidrIp" },
          tf = { aws_security_group = "cidr_blocks", [rule] = "cidr_blocks", [vpc] = "cidr_ipv4" },
        },
      } },
    },
  },
  commands = {
    {
      name = "ec2 describe-security-groups", at = "SecurityGroups", many = true, lists = "region", keys = { "SecurityGroups", "NextToken" },
      more = { "NextToken" }, gives = { "GroupId", "GroupName", "IpPermissions" }, permission = "ec2:DescribeSecurityGroups",
    },
  },
  terraform = { types = { "aws_security_group" }, provider = "aws", region = "region" },
  parts = {
    { tf = rule, refers = "security_group_id", to = { "id" }, adds = "IpPermissions", key = key, shares = shares, when = { type = "ingress" } },
    { tf = vpc, refers = "security_group_id", to = { "id" }, adds = "IpPermissions", key = key, shares = shares },
  },
}
