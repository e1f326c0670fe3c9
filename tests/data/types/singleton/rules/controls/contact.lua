return control {
  id = "contact-has-phone", title = "The contact has a phone", severity = "low",
  subject = "account", reads = { "Test::Account::Contact" },
  check = function(account)
    for contact in each(account:all("Test::Account::Contact")) do
      if not contact.Phone then fail(contact, "Phone", "no phone") end
      pass()
    end
  end,
}
