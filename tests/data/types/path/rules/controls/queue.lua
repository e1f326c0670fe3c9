-- passes where nothing is set, so that a value that cannot be read must not count as not set
return control {
  id = "queue-without-policy", title = "Queues have no policy", severity = "medium",
  subject = "account", reads = { "Test::SQS::Queue" },
  check = function(account)
    for queue in each(account:all("Test::SQS::Queue")) do
      if queue.Policy then fail(queue, "Policy", "queue {name} has a policy", { name = queue.QueueUrl }) end
    end
    pass()
  end,
}
