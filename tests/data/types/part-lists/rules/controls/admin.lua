return control {
  id = "role-not-admin", title = "No role has the policy of administrators", severity = "high",
  subject = "Test::IAM::Role", reads = { "Test::IAM::Role" },
  check = function(role)
    if any(role.AttachedPolicies, function(arn) return arn == "arn:aws:iam::aws:policy/AdministratorAccess" end) then
      fail(role, "AttachedPolicies", "{name} is an administrator", { name = role.RoleName })
    end
    pass()
  end,
}
