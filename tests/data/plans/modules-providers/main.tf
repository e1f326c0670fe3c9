variable "west" {
  type    = string
  default = "us-west-2"
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = var.west
}

# three levels of modules, each with keys that no reader may split at
module "a" {
  source    = "./a"
  for_each  = toset(["x.y", "q\"[0].z"])
  prefix    = each.key == "x.y" ? "one" : "two"
  providers = { aws.there = aws.west }
}

resource "aws_lambda_function" "foo" {
  provider      = aws.west
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
