return control {
  id = "ecr-immutable", title = "ECR repositories have immutable tags", severity = "medium",
  subject = "AWS::ECR::Repository", reads = { "AWS::ECR::Repository" },
  description = [[No tag of a repository can be moved to another image.]],
  remediation = [[aws ecr put-image-tag-mutability --repository-name NAME --image-tag-mutability IMMUTABLE]],
  check = function(repository)
    if repository.ImageTagMutability ~= "IMMUTABLE" then
      fail(repository, "ImageTagMutability", "tags of repository {name} can be moved", { name = label(repository) })
    end
    pass()
  end,
}
