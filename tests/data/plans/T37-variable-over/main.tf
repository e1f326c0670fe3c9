variable "region" {
  type    = string
  default = "us-east-1"
}

provider "aws" {
  region              = var.region
  allowed_account_ids = ["123456789012"]
}

resource "aws_lambda_function" "foo" {
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
