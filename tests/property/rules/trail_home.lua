-- a trail and its home Region, which a plan may not tell
return control {
  id = "law-trail-home",
  title = "A trail lives where a test wants it",
  severity = "low",
  subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },
  check = function(subject)
    local place = home(subject)
    if not subject.IsMultiRegionTrail and place.name ~= "us-east-1" then fail(subject, nil, "a trail of another Region") end
    if any(place:all("AWS::CloudTrail::Trail"), function(t) return t.EnableLogFileValidation end) then pass() end
    fail(subject, "EnableLogFileValidation", "no trail is validated")
  end,
}
