-- a list of names; a part of the output that is the field
return type {
  name = "Test::DynamoDB::Table", noun = "table", nouns = "tables", key = "TableName", scope = "region", label = "TableName",
  fields = {
    TableName = { kind = "string", tf = "name" },
    Recovery = { kind = "object", cli = ".", tf = "recovery", tf_block = true, fields = { Status = { kind = "string", cli = "RecoveryStatus", tf = "status" } } },
  },
  commands = {
    {
      name = "dynamodb list-tables", at = "TableNames", many = true, lists = "region",
      keys = { "TableNames", "LastEvaluatedTableName" }, more = { "LastEvaluatedTableName" }, gives = { "TableName" },
      permission = "dynamodb:ListTables",
    },
    {
      name = "dynamodb describe-recovery", keyed = false, keys = { "RecoveryStatus", "Since" }, any_of = { "RecoveryStatus" },
      gives = { "Recovery" }, arguments = "--table-name {TableName}", file = "describe-recovery.{TableName}.json",
      permission = "dynamodb:DescribeRecovery",
    },
  },
  terraform = { types = { "aws_dynamodb_table" }, provider = "aws", region = "region" },
}
