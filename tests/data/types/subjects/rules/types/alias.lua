-- of the account, not of a Region
return type {
  name = "Test::Message::Alias", noun = "alias", nouns = "aliases", key = "AliasArn", label = "Name",
  fields = { AliasArn = { kind = "string", tf = "arn" }, Name = { kind = "string", tf = "name" }, Key = { kind = "string", tf = "kms_key" } },
  commands = { {
    name = "message list-aliases", at = "Aliases", many = true, lists = "account", keys = { "Aliases" },
    gives = { "AliasArn", "Name", "Key" }, permission = "message:ListAliases",
  } },
  terraform = { types = { "aws_message_alias" }, provider = "aws" },
}
