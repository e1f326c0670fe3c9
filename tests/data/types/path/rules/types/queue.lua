-- a path of keys: Attributes.Policy
return type {
  name = "Test::SQS::Queue", noun = "queue", nouns = "queues", key = "QueueUrl", scope = "global", label = "QueueUrl",
  fields = {
    QueueUrl = { kind = "string", cli = "QueueUrl", tf = "url" },
    Policy = { kind = "string", cli = "Attributes.Policy", tf = "policy" },
  },
  commands = {
    {
      name = "sqs describe-queues", at = "Queues", many = true, lists = "account", keys = { "Queues" },
      gives = { "QueueUrl", "Policy" }, permission = "sqs:ListQueues",
    },
  },
  terraform = { types = { "aws_sqs_queue" }, provider = "aws", region = "region" },
}
