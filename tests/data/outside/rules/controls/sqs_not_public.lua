local policies = require "policies"

return control {
  id = "sqs-not-public", title = "Policies of SQS queues allow no public access", severity = "critical",
  subject = "AWS::SQS::Queue", reads = { "AWS::SQS::Queue" },
  description = [[No statement of a queue's policy allows everyone without a condition.]],
  remediation = [[aws sqs remove-permission --queue-url URL --label SID]],
  check = function(queue)
    if not queue.Policy then pass() end
    for s in filter(queue.Policy.Statement, function(s)
      return policies.is_allow(s) and policies.allows_everyone(s) and len(s.Condition) == 0
    end) do
      fail(s, "Principal", "a statement of the policy of queue {name} allows everyone", { name = label(queue) })
    end
    pass()
  end,
}
