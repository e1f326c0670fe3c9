return control {
  id = "messages-have-keys", title = "Queues and topics have keys", severity = "high",
  subject = { "Test::Message::Queue", "Test::Message::Topic" }, reads = { "Test::Message::Queue", "Test::Message::Topic" },
  check = function(resource)
    if resource.Key == nil then fail(resource, "Key", "{name} has no key", { name = label(resource) }) end
    pass()
  end,
}
