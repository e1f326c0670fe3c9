return control {
  id = "tables-recover", title = "Tables can be recovered", severity = "high",
  subject = "AWS::DynamoDB::Table", reads = { "AWS::DynamoDB::Table" },
  check = function(table)
    if table.Recovery.Status ~= "ENABLED" then fail(table, "Recovery", "no recovery") end
    pass()
  end,
}
