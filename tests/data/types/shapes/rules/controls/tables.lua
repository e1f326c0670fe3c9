return control {
  id = "tables-recover", title = "Tables can be recovered", severity = "high",
  subject = "Test::DynamoDB::Table", reads = { "Test::DynamoDB::Table" },
  check = function(table)
    if table.Recovery.Status ~= "ENABLED" then fail(table, "Recovery", "no recovery") end
    pass()
  end,
}
