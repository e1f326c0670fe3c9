-- a Region and what was listed there
return control {
  id = "law-region-lists",
  title = "A Region lists what a test wants",
  severity = "low",
  subject = "region",
  reads = { "AWS::CloudTrail::Trail", "AWS::Lambda::Function" },
  check = function(subject)
    local functions = subject:all("AWS::Lambda::Function")
    if len(functions) == 0 then not_applicable() end
    if any(subject:all("AWS::CloudTrail::Trail"), function(t) return t.IsLogging and t.IsMultiRegionTrail end) then pass() end
    fail(functions, nil, "functions without a trail")
  end,
}
