-- of the account, not of a Region
return type {
  name = "Test::Message::Domain", noun = "domain", nouns = "domains", key = "DomainArn", label = "Name",
  fields = { DomainArn = { kind = "string", tf = "arn" }, Name = { kind = "string", tf = "name" }, Key = { kind = "string", tf = "kms_key" } },
  commands = { {
    name = "message list-domains", at = "Domains", many = true, lists = "account", keys = { "Domains" },
    gives = { "DomainArn", "Name", "Key" }, permission = "message:ListDomains",
  } },
  terraform = { types = { "aws_message_domain" }, provider = "aws" },
}
