-- lists in lists, a path in the output, elements that are objects in one source
return type {
  name = "Test::EC2::Instance", noun = "instance", nouns = "instances", key = "InstanceId", scope = "region", label = "InstanceId",
  fields = {
    InstanceId = { kind = "string", tf = { aws_instance = "id", aws_spot_instance_request = "spot_instance_id" } },
    HttpTokens = { kind = "string", cli = "MetadataOptions.HttpTokens", tf = { aws_instance = "tokens", aws_spot_instance_request = "spot_tokens" } },
    Groups = { kind = "list", of = { kind = "string", cli = "GroupId" }, cli = "SecurityGroups", tf = "vpc_security_group_ids" },
  },
  commands = { {
    name = "ec2 describe-instances", at = "Reservations[].Instances[]", lists = "region",
    keys = { "Reservations", "NextToken" }, more = { "NextToken" }, gives = { "InstanceId", "HttpTokens", "Groups" },
    permission = "ec2:DescribeInstances",
  } },
  terraform = { types = { "aws_instance", "aws_spot_instance_request" }, provider = "aws", region = "region" },
}
