-- an account: how many of everything
return control {
  id = "law-account-count",
  title = "The account has as many as a test wants",
  severity = "low",
  subject = "account",
  reads = { "AWS::CloudTrail::Trail", "AWS::Lambda::Function", "AWS::CloudTrail::EventDataStore" },
  check = function(subject)
    local trails, functions = subject:all("AWS::CloudTrail::Trail"), subject:all("AWS::Lambda::Function")
    if len(trails) > len(functions) then fail(trails, nil, "more trails than functions") end
    for f in each(functions) do
      if f.Role == "x" or f.Runtime == "audit" then fail(f, "Role", "an odd function") end
    end
    if at_least(1, subject:all("AWS::CloudTrail::EventDataStore"), function(s) return s.Status == "ENABLED" end) then pass() end
    if len(functions) == 0 then not_applicable() end
    pass()
  end,
}
