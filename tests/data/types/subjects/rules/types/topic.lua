-- one of two types whose resources are subjects of one control
return type {
  name = "Test::Message::Topic", noun = "topic", nouns = "topics", key = "TopicArn", label = "Name", regional = true,
  fields = {
    TopicArn = { kind = "string", tf = "arn" },
    Name = { kind = "string", tf = "name" },
    Key = { kind = "string", tf = "kms_key" },
  },
  commands = { {
    name = "message list-topics", at = "Topics", many = true, lists = "region", keys = { "Topics", "NextToken" }, more = { "NextToken" },
    gives = { "TopicArn", "Name", "Key" }, permission = "message:ListTopics",
  } },
  terraform = { types = { "aws_message_topic" }, provider = "aws" },
}
