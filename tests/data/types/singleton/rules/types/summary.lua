-- each account has one; the list shows it, or is empty
return type {
  name = "Test::Account::Contact", noun = "contact", nouns = "contacts",
  singleton = "account",
  fields = { Phone = { kind = "string", tf = "phone" } },
  commands = { {
    name = "account list-contacts", at = "Contacts", many = true, keys = { "Contacts" }, gives = { "Phone" },
    permission = "account:ListContacts",
  } },
  terraform = { types = { "aws_account_contact" }, provider = "aws" },
}
