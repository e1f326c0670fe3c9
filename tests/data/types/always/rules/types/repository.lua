-- ecr describe-repositories prints all of these fields: what is missing was cut off, and is no default
return type {
  name = "Test::ECR::Repository", noun = "repository", nouns = "repositories", key = "RepositoryArn", label = "RepositoryName", regional = true,
  fields = {
    RepositoryArn = { kind = "string", cli = "repositoryArn", tf = "arn" },
    RepositoryName = { kind = "string", cli = "repositoryName", tf = "name" },
    ImageTagMutability = { kind = "string", cli = "imageTagMutability", always = true, default = "MUTABLE", tf = "image_tag_mutability" },
    ScanOnPush = { kind = "bool", cli = "imageScanningConfiguration.scanOnPush", always = true, tf = "scan" },
  },
  commands = { {
    name = "ecr describe-repositories", at = "repositories", many = true, lists = "region", keys = { "repositories", "nextToken" },
    more = { "nextToken" }, gives = { "RepositoryArn", "RepositoryName", "ImageTagMutability", "ScanOnPush" },
    permission = "ecr:DescribeRepositories",
  } },
  terraform = { types = { "aws_ecr_repository" }, provider = "aws", region = "region" },
}
