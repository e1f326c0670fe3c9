provider "aws" {}

resource "terraform_data" "first" {}

# read only during apply
data "aws_region" "current" {
  depends_on = [terraform_data.first]
}

resource "aws_lambda_function" "foo" {
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
