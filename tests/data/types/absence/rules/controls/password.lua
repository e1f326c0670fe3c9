return control {
  id = "password-length", title = "Passwords are long", severity = "low",
  subject = "Test::IAM::PasswordPolicy", reads = { "Test::IAM::PasswordPolicy" },
  check = function(policy)
    if policy.MinimumPasswordLength < 14 then fail(policy, "MinimumPasswordLength", "too short") end
    pass()
  end,
}
