return control {
  id = "version-runtime", title = "Functions have a current runtime", severity = "low",
  subject = "Acme::Lambda::Function", reads = { "Acme::Lambda::Function" },
  check = function(f)
    if f.Runtime ~= "new" then fail(f, "Runtime", "{name} is old", { name = label(f) }) end
    pass()
  end,
}
