-- each event data store by itself
return control {
  id = "law-stores",
  title = "A store is as a test wants it",
  severity = "low",
  subject = "AWS::CloudTrail::EventDataStore",
  reads = { "AWS::CloudTrail::EventDataStore" },
  check = function(subject)
    if subject.MultiRegionEnabled and len(subject.AdvancedEventSelectors) == 0 then fail(subject, nil, "no selector") end
    if subject.OrganizationEnabled then not_applicable() end
    pass()
  end,
}
