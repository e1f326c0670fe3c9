-- an account: whether there is one of a kind
return control {
  id = "law-account-trails",
  title = "The account has the trails that a test wants",
  severity = "low",
  subject = "account",
  reads = { "AWS::CloudTrail::Trail" },
  check = function(subject)
    local trails = subject:all("AWS::CloudTrail::Trail")
    if none(trails, function(t) return t.IsMultiRegionTrail and t.IsLogging end) then fail(trails, nil, "no multi-Region trail") end
    if at_most(1, trails, function(t) return t.IsLogging end) then pass() end
    if all(trails, function(t) return t.KMSKeyId ~= nil end) then pass() end
    fail(trails, nil, "several trails, and one without a key")
  end,
}
