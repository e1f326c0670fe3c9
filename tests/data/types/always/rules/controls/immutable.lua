return control {
  id = "repository-immutable", title = "Tags are immutable", severity = "low",
  subject = "Test::ECR::Repository", reads = { "Test::ECR::Repository" },
  check = function(r)
    if r.ImageTagMutability ~= "IMMUTABLE" then fail(r, "ImageTagMutability", "tags are {how}", { how = r.ImageTagMutability }) end
    pass()
  end,
}
