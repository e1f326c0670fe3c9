return type {
  name = "Test::EC2::SecurityGroup", noun = "security group", nouns = "security groups", key = "GroupId", scope = "region", label = "GroupName",
  fields = { GroupId = { kind = "string", tf = "id" }, GroupName = { kind = "string", tf = "name" } },
  terraform = { types = { "aws_security_group" }, provider = "aws", region = "region" },
}
