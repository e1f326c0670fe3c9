-- one of two types whose resources are subjects of one control
return type {
  name = "Test::Message::Queue", noun = "queue", nouns = "queues", key = "QueueArn", label = "Name", regional = true,
  fields = {
    QueueArn = { kind = "string", tf = "arn" },
    Name = { kind = "string", tf = "name" },
    Key = { kind = "string", tf = "kms_key" },
  },
  commands = { {
    name = "message list-queues", at = "Queues", many = true, lists = "region", keys = { "Queues", "NextToken" }, more = { "NextToken" },
    gives = { "QueueArn", "Name", "Key" }, permission = "message:ListQueues",
  } },
  terraform = { types = { "aws_message_queue" }, provider = "aws" },
}
