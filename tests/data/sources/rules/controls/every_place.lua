-- Every trail fails at every attribute that its control reads, so that all their places are in one report.
local function each_of(handle, fields)
  for _, field in ipairs(fields) do
    fail(handle, field, field)
  end
end

return control {
  id = "test-every-place", title = "Places of trails", severity = "low", profile_level = 1,
  subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  check = function(trail)
    each_of(trail, { "IsLogging", "IsMultiRegionTrail", "KMSKeyId", "EventSelectors" })
    for selector in each(trail.EventSelectors) do
      each_of(selector, { "ReadWriteType", "IncludeManagementEvents" })
      for resource in each(selector.DataResources) do
        each_of(resource, { "Type", "Values" })
      end
    end
    for selector in each(trail.AdvancedEventSelectors) do
      each_of(selector, { "Name" })
      for condition in each(selector.FieldSelectors) do
        each_of(condition, { "Field", "Equals", "NotEquals", "StartsWith" })
      end
    end
  end,
}
