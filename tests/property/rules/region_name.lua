-- a Region by its name, and whether its account has others
return control {
  id = "law-region-name",
  title = "A Region is one that a test wants",
  severity = "low",
  subject = "region",
  reads = { "AWS::Lambda::Function" },
  check = function(subject)
    if any(subject:all("AWS::Lambda::Function"), function(f) return f.Runtime == "x" end) then fail(subject, nil, "an odd function") end
    if subject.name == "us-west-2" and len(subject:all("AWS::Lambda::Function")) > 0 then fail(subject, nil, "functions here") end
    pass()
  end,
}
