return control {
  id = "version-exported", title = "Exports show the account", severity = "low",
  subject = "account", reads = { "Acme::Lambda::Function" },
  check = function(account)
    if not account.exported then fail(account, nil, "a plan alone") end
    pass()
  end,
}
