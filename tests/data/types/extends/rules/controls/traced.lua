return control {
  id = "function-traced", title = "Functions are traced", severity = "low",
  subject = "AWS::Lambda::Function", reads = { "AWS::Lambda::Function" },
  check = function(f)
    if not f.TracingConfig or f.TracingConfig.Mode ~= "Active" then
      fail(f, "TracingConfig", "function {name} is not traced", { name = f.FunctionName })
    end
    pass()
  end,
}
