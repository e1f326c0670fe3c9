-- a path of keys: Attributes.Policy
return type {
  name = "Test::SQS::Queue", noun = "queue", nouns = "queues", key = "QueueUrl", scope = "global", label = "QueueUrl",
  fields = {
    QueueUrl = { kind = "string", cli = "QueueUrl" },
    Policy = { kind = "string", cli = "Attributes.Policy" },
  },
  commands = {
    {
      name = "sqs describe-queues", at = "Queues", many = true, lists = "account", keys = { "Queues" },
      gives = { "QueueUrl", "Policy" }, permission = "sqs:ListQueues",
    },
  },
}
