return control {
  id = "messages-have-keys", title = "Queues and topics have keys", severity = "high",
  subject = { "Test::Message::Queue", "Test::Message::Topic" }, reads = { "Test::Message::Queue", "Test::Message::Topic" },
  check = function(resource)
    local noun = type_of(resource) == "Test::Message::Topic" and "topic" or "queue"
    if resource.Key == nil then fail(resource, "Key", "the {noun} {name} has no key", { noun = noun, name = label(resource) }) end
    pass()
  end,
}
