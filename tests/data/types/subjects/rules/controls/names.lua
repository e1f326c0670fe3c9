return control {
  id = "names-have-keys", title = "Aliases and domains have keys", severity = "high",
  subject = { "Test::Message::Alias", "Test::Message::Domain" }, reads = { "Test::Message::Alias", "Test::Message::Domain" },
  check = function(resource)
    if resource.Key == nil then fail(resource, "Key", "{name} has no key", { name = label(resource) }) end
    pass()
  end,
}
