return control {
  id = "bucket-not-public", title = "No statement allows everyone", severity = "high",
  subject = "Test::S3::Bucket", reads = { "Test::S3::Bucket" },
  check = function(bucket)
    local policy = bucket.Policy
    if not policy then pass() end
    for statement in each(policy.Statement) do
      local everyone = statement.Effect == "Allow" and statement.Principal
        and any(statement.Principal.AWS, function(name) return name == "*" end)
      local limited = statement.Condition and statement.Condition.StringEquals
        and len(statement.Condition.StringEquals["aws:SourceAccount"] or {}) > 0
      if everyone and not limited then fail(statement, "Principal", "everyone may call it", {}) end
    end
    pass()
  end,
}
