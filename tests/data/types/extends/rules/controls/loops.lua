return control {
  id = "function-loops-end", title = "Recursive loops end", severity = "low",
  subject = "AWS::Lambda::Function", reads = { "AWS::Lambda::Function" },
  check = function(f)
    if f.RecursiveLoop == "Allow" then fail(f, "RecursiveLoop", "function {name} may loop", { name = f.FunctionName }) end
    pass()
  end,
}
