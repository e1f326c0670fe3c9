return control {
  id = "version-policy", title = "Functions have no policy", severity = "low",
  subject = "Acme::Lambda::Function", reads = { "Acme::Lambda::Function" },
  check = function(f)
    if f.Policy then fail(f, "Policy", "a policy") end
    pass()
  end,
}
