return control {
  id = "function-not-public", title = "No statement lets everyone invoke a function", severity = "high",
  subject = "AWS::Test::Function", reads = { "AWS::Test::Function" },
  check = function(fn)
    local open = fn.Policy and find(fn.Policy.Statement, function(s)
      return s.Effect == "Allow" and s.SourceAccount == nil and not is_set(s, "Condition") and s.Principal ~= nil and
        any(s.Principal.AWS, function(p) return p == "*" end)
    end)
    if open then fail(open, "Principal", "everyone may invoke {name}", { name = fn.FunctionName }) end
    pass()
  end,
}
