-- a value that is pending, and comes from another resource of the plan
return type {
  name = "Test::EC2::SecurityGroupRule", noun = "rule", nouns = "rules", key = "RuleId", scope = "region", label = "RuleId",
  fields = {
    RuleId = { kind = "string", tf = "security_group_rule_id" },
    GroupId = { kind = "string", tf = "security_group_id", tf_set_by = { "aws_security_group.id" } },
    CidrIpv4 = { kind = "string", tf = { aws_vpc_security_group_ingress_rule = "cidr_ipv4" } },
  },
  terraform = { types = { "aws_security_group_rule", "aws_vpc_security_group_ingress_rule" }, provider = "aws", region = "region" },
}
