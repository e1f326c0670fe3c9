return control {
  id = "user-recent", title = "Users were active", severity = "low", subject = "AWS::IAM::User", reads = { "AWS::IAM::User" },
  params = { since = { default = "2020-01-01", about = "a date" } },
  check = function(user, params)
    local days = days_since(user, "PasswordLastUsed") or days_since(user, "CreateDate")
    if days > 90 and days_since(params.since) > 0 then fail(user, nil, "{days} days without use", { days = days }) end
    pass()
  end,
}
