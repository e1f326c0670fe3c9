-- passes with the default, which a trimmed export does not show
return control {
  id = "repository-mutable", title = "Tags are mutable", severity = "low",
  subject = "Test::ECR::Repository", reads = { "Test::ECR::Repository" },
  check = function(r)
    if r.ImageTagMutability ~= "MUTABLE" then fail(r, "ImageTagMutability", "tags are immutable") end
    pass()
  end,
}
