-- A queue of SQS. Sources: the SQS API model (ListQueues, GetQueueAttributes), the Terraform provider's aws_sqs_queue and
-- aws_sqs_queue_policy.
local names = { kind = "list", single = true, of = { kind = "string" } }
local values = { kind = "list", single = true, of = { kind = "string", scalars = true } }

return type {
  name = "AWS::SQS::Queue", noun = "queue", nouns = "queues",
  -- list-queues prints URLs alone
  key = "QueueUrl", scope = "global", label = "QueueUrl", regional = true,
  fields = {
    QueueUrl = { kind = "string", tf = "url" },
    QueueName = { kind = "string", cli = false, tf = "name" },
    Policy = {
      kind = "json", cli = "Attributes.Policy", tf = { aws_sqs_queue = "policy", aws_sqs_queue_policy = "policy" }, tf_computed = true,
      fields = {
        Version = { kind = "string" }, Id = { kind = "string" },
        Statement = { kind = "list", single = true, of = { kind = "object", fields = {
          Sid = { kind = "string" }, Effect = { kind = "string" }, Action = names, NotAction = names, Resource = names, NotResource = names,
          Principal = { kind = "object", text = "AWS", fields = { AWS = names, Service = names, Federated = names, CanonicalUser = names } },
          NotPrincipal = { kind = "object", text = "AWS", fields = { AWS = names, Service = names, Federated = names, CanonicalUser = names } },
          Condition = { kind = "map", of = { kind = "map", of = values } },
        } } },
      },
    },
  },
  commands = {
    {
      name = "sqs list-queues", at = "QueueUrls", many = true, lists = "region", keys = { "QueueUrls", "NextToken" }, more = { "NextToken" },
      gives = { "QueueUrl" }, permission = "sqs:ListQueues",
    },
    {
      name = "sqs get-queue-attributes", keyed = false, keys = { "Attributes" }, any_of = { "Attributes" }, gives = { "Policy" },
      arguments = "--attribute-names All --queue-url {QueueUrl}", file = "get-queue-attributes.{QueueUrl}.json",
      permission = "sqs:GetQueueAttributes",
    },
  },
  parts = { { tf = "aws_sqs_queue_policy", refers = "queue_url", to = { "id", "url" }, fields = { "Policy" } } },
  terraform = { types = { "aws_sqs_queue" }, provider = "aws", region = "region" },
}
