return control {
  id = "role-policies-deny", title = "Inline policies of roles deny", severity = "high",
  subject = "Test::IAM::RolePolicy", reads = { "Test::IAM::RolePolicy" },
  check = function(policy)
    if policy.PolicyDocument.Effect ~= "Deny" then fail(policy, "PolicyDocument", "{name} allows", { name = label(policy) }) end
    pass()
  end,
}
