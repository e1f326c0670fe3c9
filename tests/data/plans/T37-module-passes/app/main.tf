terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.replica]
    }
  }
}

resource "aws_lambda_function" "foo" {
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}

resource "aws_lambda_function" "replica" {
  provider      = aws.replica
  function_name = "foo"
  role          = "arn:aws:iam::123456789012:role/lambda"
  runtime       = "python3.12"
  handler       = "foo.handler"
  filename      = "function.zip"
}
