-- each trail by itself: values of every kind, lists in lists
return control {
  id = "law-trails",
  title = "A trail is as a test wants it",
  severity = "low",
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },
  check = function(subject)
    if not subject.IsLogging then fail(subject, "IsLogging", "not logging") end
    if subject.S3BucketName == "x" then fail(subject, "S3BucketName", "an odd bucket") end
    for selector in each(subject.EventSelectors) do
      if selector.ReadWriteType == "ReadOnly" and none(selector.DataResources, function(r) return r.Type == "AWS::S3::Object" end) then
        fail(selector, "ReadWriteType", "reads only")
      end
    end
    if any(subject.AdvancedEventSelectors, function(s)
      return all(s.FieldSelectors, function(f) return f.Field ~= "readOnly" and len(f.NotEquals) == 0 end)
    end) then
      pass()
    end
    if at_least(2, subject.EventSelectors, function(s) return s.IncludeManagementEvents end) then not_applicable() end
    pass()
  end,
}
