-- each function by itself
return control {
  id = "law-functions",
  title = "A function is as a test wants it",
  severity = "low",
  subject = "AWS::Lambda::Function",
  reads = { "AWS::Lambda::Function" },
  check = function(subject)
    if subject.Role == nil then fail(subject, "Role", "no role") end
    if home(subject).name == "eu-west-1" then fail(subject, nil, "a function there") end
    pass()
  end,
}
