-- A repository of ECR. Sources: the ECR API model (DescribeRepositories), the Terraform provider's aws_ecr_repository.
return type {
  name = "AWS::ECR::Repository", noun = "repository", nouns = "repositories",
  key = "RepositoryArn", label = "RepositoryName", regional = true,
  fields = {
    RepositoryArn = { kind = "string", cli = "repositoryArn", tf = "arn" },
    RepositoryName = { kind = "string", cli = "repositoryName", always = true, tf = "name" },
    ImageTagMutability = { kind = "string", cli = "imageTagMutability", always = true, default = "MUTABLE", tf = "image_tag_mutability" },
  },
  commands = { {
    name = "ecr describe-repositories", at = "repositories", many = true, lists = "region",
    keys = { "repositories", "nextToken" }, more = { "nextToken" },
    gives = { "RepositoryArn", "RepositoryName", "ImageTagMutability" }, permission = "ecr:DescribeRepositories",
  } },
  terraform = { types = { "aws_ecr_repository" }, provider = "aws", region = "region" },
}
